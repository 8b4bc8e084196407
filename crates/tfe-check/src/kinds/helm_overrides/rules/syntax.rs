//! What Helm's YAML reader rejects, and what it silently accepts though nobody means it.

use helm_values::{Problem, ProblemKind as Kind, Value};
use text::Span;

pub(super) use super::syntax_words::DAMAGES;
use super::syntax_words::{TOLD_ONCE, row, values};
use super::unknown_anchor::Anchors;
use super::{no_break_spaces, zero_width_characters};
use crate::base::alike::join_alike;
use crate::base::finding::{Finding, Fix, Safety, Severity, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge;
use crate::knowledge::syntax::Sentences;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let spaces = no_break_spaces::find(facts);
    let mut found = no_break_spaces::known(read(facts), &spaces);
    found.extend(spaces);
    found.extend(zero_width_characters::find(facts));
    join_alike(&mut found, &TOLD_ONCE);
    found
}

/// One finding for each problem of the reader.
fn read(facts: &Facts<'_>) -> Vec<Finding> {
    let mut anchors = None;
    problems(facts).map(|problem| explained(facts, problem, &mut anchors)).collect()
}

/// The problems that are reported here.
fn problems<'f>(facts: &Facts<'f>) -> impl Iterator<Item = &'f Problem> {
    facts.document.problems().iter().filter(move |problem| match problem.kind {
        // Templates have a rule of their own.
        Kind::GoTemplate | Kind::TerraformTemplate => false,
        // A password may end with a quote.
        Kind::StrayQuote(_) => !facts.is_secret(problem.span),
        _ => true,
    })
}

/// What is said of a problem, with what the rest of the file shows of it.
fn explained<'f>(
    facts: &'f Facts<'f>,
    problem: &Problem,
    anchors: &mut Option<Anchors<'f>>,
) -> Finding {
    let found = finding(problem);
    match problem.kind {
        Kind::LinesBelowEmptyValue => lines_below(facts, found),
        Kind::UndefinedAlias(ref name) => {
            let anchors = anchors.get_or_insert_with(|| Anchors::of(facts));
            anchors.say(problem.span, name, found)
        }
        Kind::ColonInValue if ends_in_a_key(facts, found.primary) => reviewed(found),
        _ => found,
    }
}

/// Whether the next key was pasted right after a value, without a line break.
fn ends_in_a_key(facts: &Facts<'_>, value: Span) -> bool {
    let Some(written) = value.of(facts.text).strip_suffix(':') else { return false };
    knowledge::chart_keys().iter().any(|row| !row.path.contains('.') && written.ends_with(row.path))
}

fn reviewed(mut found: Finding) -> Finding {
    found.fixes.iter_mut().for_each(Fix::require_review);
    found.message.action =
        "Put the next key on its own line, or the value in single quotes.".into();
    found
}

/// The lines below an empty value may also be deeper than they were meant: keys that the chart has
/// next to the empty one. Then only people know.
fn lines_below(facts: &Facts<'_>, mut found: Finding) -> Finding {
    let Some((parent, value)) = entry(facts.values, "", found.primary.start, 0) else {
        return found;
    };
    let name = |name: &str| {
        if parent.is_empty() { name.to_string() } else { format!("{parent}.{name}") }
    };
    let mut below = value.as_map().into_iter().flatten().map(|(key, _)| key);
    if let Some(key) = below.find(|key| knowledge::chart_key(&name(key)).is_some()) {
        found.message.action =
            format!("Remove the empty value, or line up `{key}` with this key.").into();
        found.fixes.iter_mut().for_each(|fix| fix.safety = Safety::Review);
    }
    found
}

/// The value whose key begins at a place, and the path of the map that it is in.
fn entry<'a>(
    map: &'a Value,
    path: &str,
    start: usize,
    depth: usize,
) -> Option<(String, &'a Value)> {
    map.as_map().filter(|_| depth < 16)?.iter().find_map(|(name, value)| {
        if value.origin.and_then(|o| o.key).is_some_and(|key| key.start == start) {
            return Some((path.to_owned(), value));
        }
        let below = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        entry(value, &below, start, depth + 1)
    })
}

pub(super) fn finding(problem: &Problem) -> Finding {
    let row = row(&problem.kind);
    let Sentences { what, why: accepted, action, fix } = row.with(&values(&problem.kind));
    let fix = problem.fix.clone().map(|edits| Fix::safe(fix, edits));
    let found = row.rule.at(problem.span).fix(fix);
    if problem.fatal {
        let why = match &problem.said {
            Some(said) => format!("Helm rejects the whole file: `{said}`."),
            None => "Helm rejects the whole file.".to_owned(),
        };
        return found.say(what, why, action);
    }
    let (severity, stage) = match problem.kind {
        Kind::MissingSpace => (Severity::Error, Stage::Render),
        Kind::NoBreakSpace | Kind::SmartQuote => (Severity::Error, Stage::Start),
        _ => (Severity::Warning, Stage::Start),
    };
    found.severity(severity).stage(stage).say(what, accepted, action)
}
