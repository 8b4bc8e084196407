//! Rules without their `path "…" {`: the line is lost, or the text with all that was before it.

use text::{Edit, EditSet, Span};
use vault_policy::{Document, Mode, Problem, ProblemKind as P, RuleKey};

use super::facts::With;
use super::once::parsed;
use super::rules::rule_head_missing;
use crate::base::judgement::Judgement;
use crate::contract::Mended;

/// The policy without what is left of such rules. What they grant is not known, so nothing is missing.
pub(super) fn without(_: &With<'_>, text: &str, judged: &mut Judgement) -> Option<Mended> {
    let document = parsed(text);
    if judged.accepted == Some(true) || document.mode == Mode::Json {
        return None;
    }
    let beginning = beginning(text);
    let from = beginning.map_or(0, |span| span.end);
    let bodies = bodies(text, &document).into_iter().filter(|span| span.start >= from);
    let bodies: Vec<Span> = bodies.collect();
    let first = beginning.map(|span| rule_head_missing::of_text(first_line(text, span)));
    let said = first.into_iter();
    let said =
        said.chain(bodies.iter().map(|span| rule_head_missing::of_rule(first_line(text, *span))));
    let said = said.collect();
    let gone = beginning.into_iter().chain(bodies.iter().copied()).map(Edit::delete);
    let edits = EditSet::new(gone.collect()).ok().filter(|edits| !edits.is_empty())?;
    let text = edits.apply(text).ok()?;
    Some(Mended { text, edits, said, part: true, accepted: Some(false), ..Mended::default() })
}

/// The end of a rule that a text begins with: up to the first whole rule.
fn beginning(text: &str) -> Option<Span> {
    let mut start = None;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.starts_with("path ") || bare.starts_with("path\"") {
            let lost = Span::new(start?, end);
            return is_end_of_rule(lost.of(text)).then_some(lost);
        }
        end += line.len();
        let is_comment = bare.starts_with('#') || bare.starts_with("//");
        if start.is_none() && !bare.is_empty() && !is_comment {
            start = Some(end - line.len());
        }
    }
    None
}

/// Whether lines are the end of a rule: they close what they do not open, or their first line is the rest of a path.
fn is_end_of_rule(lines: &str) -> bool {
    let count = |c: char| lines.matches(c).count();
    let first = lines.lines().next().unwrap_or("");
    let rest_of_path = first.trim_end().ends_with("\" {") && first.matches('"').count() == 1;
    let is_body = count('{') == 0 && count('}') == 1 || rest_of_path && count('{') == count('}');
    is_body && lines.trim_end().ends_with('}')
}

/// The bodies of rules between others: capabilities outside of a rule, and a brace that closes nothing.
fn bodies(text: &str, document: &Document) -> Vec<Span> {
    let mut found = Vec::new();
    let mut last = 0;
    for close in document.problems.iter().filter(|p| p.kind == P::UnopenedBracket('}')) {
        let before = document.rules.partition_point(|r| r.span.end <= close.span.start);
        let rule = before.checked_sub(1).and_then(|at| document.rules.get(at));
        let from = rule.map_or(0, |r| r.span.end).max(last);
        last = close.span.end;
        // A rule that grants nothing itself is closed too early.
        let whole = rule.is_none_or(|r| r.attributes.iter().any(|a| grants(a.known)));
        let first = body(document, Span::new(from, close.span.start));
        let first = first.filter(|start| whole && has_no_head(Span::new(from, *start).of(text)));
        found.extend(first.map(|first| Span::new(first, close.span.end)));
    }
    found
}

/// Where the keys of a rule begin that are between two rules; none where others are there too.
fn body(document: &Document, between: Span) -> Option<usize> {
    let problems = &document.problems;
    let first = problems.partition_point(|p| p.span.start < between.start);
    let inside = problems.get(first..)?.iter().take_while(|p| p.span.start < between.end);
    let key = |problem: &Problem| match &problem.kind {
        P::UnknownTopLevelKey { key, .. } => Some((problem.span.start, RuleKey::of_word(key))),
        _ => None,
    };
    let keys: Vec<(usize, Option<RuleKey>)> = inside.filter_map(key).collect();
    let known = keys.iter().all(|(_, key)| key.is_some());
    let granting = keys.iter().any(|(_, key)| grants(*key));
    keys.first().map(|(start, _)| *start).filter(|_| known && granting)
}

/// Whether a key is one that grants.
const fn grants(key: Option<RuleKey>) -> bool {
    matches!(key, Some(RuleKey::Capabilities | RuleKey::Policy))
}

/// Whether nothing but comments is in a place, and no rule in them: the line that is missing is not there in another form.
fn has_no_head(between: &str) -> bool {
    let is_comment =
        |line: &str| line.is_empty() || line.starts_with('#') || line.starts_with("//");
    between.lines().map(str::trim).all(|line| is_comment(line) && !line.contains("path \""))
}

/// The first line of a place, without its indentation.
fn first_line(text: &str, span: Span) -> Span {
    let lines = span.of(text);
    let line = lines.lines().next().unwrap_or("");
    let start = span.start + line.len() - line.trim_start().len();
    Span::new(start, start + line.trim().len())
}
