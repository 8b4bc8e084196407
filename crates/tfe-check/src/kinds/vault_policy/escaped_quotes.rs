//! Quotes with a backslash before them, as they are written in a shell or in JSON.

use text::{Edit, EditSet, Span};
use vault_policy::ProblemKind;

use super::facts::With;
use super::once::parsed;
use crate::base::finding::Fix;
use crate::base::judgement::Judgement;
use crate::contract::Mended;
use crate::knowledge::rules::vault_policy::POLICY_SYNTAX;

/// The policy without these backslashes.
pub(super) fn without(_: &With<'_>, text: &str, judged: &mut Judgement) -> Option<Mended> {
    if judged.accepted == Some(true) || !text.contains("\\\"") {
        return None;
    }
    let document = parsed(text);
    let mut edits: Vec<Edit> = Vec::new();
    let mut first = None;
    for problem in &document.problems {
        let start = problem.span.start;
        let before = edits.last().is_some_and(|edit| start < edit.span.end);
        let backslash = matches!(problem.kind, ProblemKind::IllegalCharacter('\\'));
        if before || !backslash {
            continue;
        }
        let Some(whole) = quoted(text, start) else { continue };
        first.get_or_insert(whole);
        edits.push(Edit::delete(Span::new(start, start + 1)));
        edits.push(Edit::delete(Span::new(whole.end - 2, whole.end - 1)));
    }
    let count = edits.len() / 2;
    let edits = EditSet::new(edits).ok()?;
    let mended = edits.apply(text).ok()?;
    if parsed(&mended).problems.len() >= document.problems.len() {
        return None;
    }
    let times = if count > 1 { format!(" ({count} times)") } else { String::new() };
    let said = POLICY_SYNTAX
        .at(first?)
        .say(
            format!("A backslash is before these quotes{times}."),
            "Outside of a shell and of JSON, `\\\"` begins no text: Vault rejects the whole policy.",
            "Remove the backslashes.",
        )
        .fix(Fix::safe("Remove the backslashes", edits.clone()));
    Some(Mended {
        text: mended,
        edits,
        said: vec![said],
        accepted: Some(false),
        ..Mended::default()
    })
}

/// From a backslash before a quote to the next one that has a backslash too, on the same line.
fn quoted(text: &str, start: usize) -> Option<Span> {
    let inside = text.get(start..)?.strip_prefix("\\\"")?;
    let end = inside.find(['"', '\n'])?;
    let value = inside.get(..end)?.strip_suffix('\\')?;
    let plain = inside.get(end..)?.starts_with('"') && !value.contains('\\');
    plain.then(|| Span::new(start, start + 2 + end + 1))
}
