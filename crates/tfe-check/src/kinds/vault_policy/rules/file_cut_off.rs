//! A policy that ends in the middle of a rule.

use std::collections::BTreeMap;

use text::{Edit, EditSet, Span, line_start};
use vault_policy::{Problem, ProblemKind as P, TokenKind};

use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::FILE_CUT_OFF;

/// The text ends where no text can: in quotes, in a list, after a `=` or a `{`.
pub(super) fn find(facts: &Facts<'_>) -> Option<Finding> {
    let shown = facts.text.trim_end();
    let end = shown.trim_end_matches(['.', '…']).trim_end().len();
    let dots = shown.len() > end && !shown.ends_with('"');
    let at_end: Vec<&Problem> = facts.document.problems.iter().filter(|p| is_at(p, end)).collect();
    let has = |wanted: fn(&P) -> bool| at_end.iter().any(|p| wanted(&p.kind));
    let open = has(|k| matches!(k, P::UnclosedBrace { .. }));
    let list = has(|k| matches!(k, P::UnclosedBracket { .. }));
    let text = has(|k| matches!(k, P::UnterminatedString));
    let key = has(|k| matches!(k, P::KeyWithoutValue { .. }));
    let tokens = facts.document.tokens();
    let last = tokens.iter().rev().find(|t| t.span.end <= end)?;
    let bare = open && matches!(last.kind, TokenKind::Assign | TokenKind::OpenBrace);
    let in_rule = open && (list || text || key || bare || dots);
    let in_header = !open && key;
    let in_quotes = text && last.span.end < end;
    if !facts.text.contains("path") || !(in_rule || in_header || in_quotes) {
        return None;
    }
    let missing: Vec<&str> = [(text, "`\"`"), (list, "`]`"), (open, "`}`")]
        .iter()
        .filter(|m| m.0)
        .map(|m| m.1)
        .collect();
    let what = match missing.as_slice() {
        [] => "The file ends in the middle of a rule.".to_owned(),
        [one] => format!("The file ends in the middle of a rule: {one} is missing."),
        [some @ .., last] => {
            format!(
                "The file ends in the middle of a rule: {} and {last} are missing.",
                some.join(", ")
            )
        }
    };
    let line = line_start(shown, shown.len());
    let lead = shown.len() - shown.get(line..)?.trim_start().len();
    let found = FILE_CUT_OFF.at(Span::new(lead, shown.len())).say(
        what,
        "Vault rejects the whole policy, and what came after this place is lost.",
        "Copy the whole file again, and check that.",
    );
    Some(found.fix(closed(facts, &at_end, dots.then(|| Span::new(end, shown.len())))).alone())
}

/// Whether a problem is about the end of the text.
fn is_at(problem: &Problem, end: usize) -> bool {
    let fix = problem.fix.as_ref().and_then(|f| f.edits().last()).map(|e| e.span.end);
    match problem.kind {
        P::UnclosedBrace { .. } | P::UnclosedBracket { .. } => fix.is_some_and(|at| at >= end),
        P::UnterminatedString | P::KeyWithoutValue { .. } => problem.span.end >= end,
        _ => false,
    }
}

/// The text with everything closed that is open at its end.
fn closed(facts: &Facts<'_>, at_end: &[&Problem], dots: Option<Span>) -> Option<Fix> {
    let rank = |p: &Problem| match p.kind {
        P::UnterminatedString => 0,
        P::UnclosedBracket { .. } => 1,
        _ => 2,
    };
    let mut edits: BTreeMap<Span, String> = BTreeMap::new();
    for wanted in 0..=2 {
        for problem in at_end.iter().filter(|p| rank(p) == wanted) {
            for edit in problem.fix.as_ref()?.edits() {
                edits.entry(edit.span).or_default().push_str(&edit.insert);
            }
        }
    }
    let edits = edits.into_iter().map(|(span, insert)| Edit::replace(span, insert)).collect();
    let whole = EditSet::new(edits).ok()?.apply(facts.text).ok()?;
    let text = match dots {
        Some(dots) => whole.replacen(dots.of(facts.text), "", 1),
        None => whole,
    };
    let reads = vault_policy::parse(&text).accepted(facts.line());
    reads.then(|| Fix::repair("Close what is open", facts.text, text))
}
