//! What Helm's YAML reader rejects, and what it silently accepts though nobody means it.

use std::cell::OnceCell;

use helm_values::{Problem, ProblemKind as Kind, Value};
use text::{Edit, EditSet, Places, Span};

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
    let outside = printed(facts.text);
    let secrets = OnceCell::new();
    let is_outside = |fix: &Fix| {
        let mut places = fix.edits.edits().iter().map(|edit| edit.span.start);
        places.any(|at| {
            let before = outside.partition_point(|block| block.start <= at);
            let block = before.checked_sub(1).and_then(|place| outside.get(place));
            block.is_some_and(|block| at < block.end)
        })
    };
    let all = problems(facts).map(|problem| explained(facts, problem, &mut anchors));
    all.map(|mut found| {
        found.fixes.retain(|fix| keeps_secrets(facts, fix, &secrets) && !is_outside(fix));
        found
    })
    .collect()
}

/// The blocks below words that cannot be a key of the chart, such as `Events:` or `System load:`: what a program
/// printed. Nothing is put right there.
fn printed(text: &str) -> Vec<Span> {
    let mut blocks: Vec<Span> = Vec::new();
    let (mut at, mut inside) = (0, false);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if !line.starts_with([' ', '\t', '#', '\n', '\r']) {
            inside = is_printed(line);
            blocks.extend(inside.then(|| Span::at(at)));
        }
        if let Some(block) = blocks.last_mut().filter(|_| inside) {
            block.end = end;
        }
        at = end;
    }
    blocks
}

/// Whether a line has words and a colon, and is no key of values.
pub(super) fn is_printed(line: &str) -> bool {
    let key = line.split_once(':').map(|(key, _)| key);
    let first = || line.split_whitespace().next().unwrap_or_default();
    let name = key.unwrap_or_else(first);
    let is_capital = name.starts_with(char::is_uppercase);
    let has_words = name.contains(' ') || key.is_none() && line.trim_end().contains(' ');
    let known = || {
        knowledge::slip_of_key("", name).is_some()
            || knowledge::children("").any(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    let is = is_capital || name.starts_with(char::is_alphabetic) && has_words;
    is && !name.contains('_') && !known()
}

/// Whether a fix takes no character out of a secret: what it is nobody can see from a text that cannot be read.
fn keeps_secrets(facts: &Facts<'_>, fix: &Fix, secrets: &OnceCell<Places>) -> bool {
    let goes = |edit: &&Edit| edit.insert.is_empty() && !edit.span.of(facts.text).trim().is_empty();
    let near = |span: Span| {
        let end = facts.text.ceil_char_boundary(span.end + 1);
        Span::new(facts.text.floor_char_boundary(span.start.saturating_sub(1)), end)
    };
    let known = || secrets.get_or_init(|| crate::secrets::of(facts.text).places().collect());
    !fix.edits.edits().iter().filter(goes).any(|edit| known().overlap(near(edit.span)))
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
        Kind::UnclosedQuote('"') => escaped(facts, found),
        Kind::ColonInValue if ends_in_a_key(facts, found.primary) => reviewed(found),
        _ => found,
    }
}

/// `"secret\"`: the backslash before the last quote makes it a part of the value.
fn escaped(facts: &Facts<'_>, mut found: Finding) -> Finding {
    let at = found.primary;
    let written = at.of(facts.text).trim_end();
    let inside = written.strip_prefix('"').and_then(|rest| rest.strip_suffix("\\\""));
    let Some(inside) = inside.filter(|inside| !inside.contains(['\'', '"', '\\'])) else {
        return found;
    };
    found.message.what = "The backslash before the last quote makes it a part of the value.".into();
    found.message.action = "Write the value in single quotes, or two backslashes.".into();
    let last = at.start + 1 + inside.len() + 1;
    let edits = vec![
        Edit::replace(Span::new(at.start, at.start + 1), "'"),
        Edit::replace(Span::new(last, last + 1), "'"),
    ];
    let fix = EditSet::new(edits).ok().map(|edits| Fix::review("Use single quotes", edits));
    found.fixes.clear();
    found.fix(fix)
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
        return found.severity(Severity::Error).stage(Stage::Parse).say(what, why, action);
    }
    let (severity, stage) = match problem.kind {
        Kind::MissingSpace => (Severity::Error, Stage::Render),
        Kind::NoBreakSpace | Kind::SmartQuote => (Severity::Error, Stage::Start),
        _ => (Severity::Warning, Stage::Start),
    };
    found.severity(severity).stage(stage).say(what, accepted, action)
}
