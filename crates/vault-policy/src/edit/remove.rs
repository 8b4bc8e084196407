use text::{Edit, EditSet, Span};

use super::{begins_line, line_end};
use crate::model::Spanned;
use crate::{Capability, Rule, RuleKey};

/// Takes a capability out of every list of a rule; comments stay. An empty set means it is not
/// there.
///
/// `None` where it comes from the old `policy` key, which no edit of a list can change.
pub fn remove_capability(text: &str, rule: &Rule, capability: Capability) -> Option<EditSet> {
    let mut edits = Vec::new();
    for list in rule.all(RuleKey::Capabilities) {
        let elements = list.elements();
        let goes = |e: &Spanned<Option<String>>| e.value.as_deref() == Some(capability.word());
        let last_kept = elements.iter().rposition(|e| !goes(e));
        for (index, element) in elements.iter().enumerate() {
            if !goes(element) {
                continue;
            }
            let next = elements.get(index + 1).map(|e| e.span.start);
            let previous = index.checked_sub(1).and_then(|i| elements.get(i));
            let tail = last_kept.is_none_or(|kept| kept < index);
            edits.push(Edit::delete(match (next, previous) {
                (Some(next), _) if !tail => before(text, element.span, next),
                (_, Some(previous)) => behind(text, previous.span.end, element.span),
                // Those after it go with their own commas.
                (Some(_), None) => element.span,
                (None, None) => with_comma(text, element.span),
            }));
        }
    }
    if edits.is_empty() && rule.read.capabilities.contains(capability) {
        return None;
    }
    EditSet::new(edits).ok()
}

/// An element with another after it: up to that one, or its own line.
fn before(text: &str, element: Span, next: usize) -> Span {
    let gap = Span::new(element.end, next).of(text);
    if !is_plain(gap) {
        return with_comma(text, element);
    }
    Span::new(element.start, next)
}

/// The last elements: from the end of the one before, with the comma between them.
fn behind(text: &str, previous_end: usize, element: Span) -> Span {
    let gap = Span::new(previous_end, element.start).of(text);
    if is_plain(gap) {
        return Span::new(previous_end, element.end);
    }
    let own = with_comma(text, element);
    let alone = begins_line(text, own.start) && own.end == line_end(text, own.end);
    let line = text.get(..own.start).and_then(|t| t.rfind('\n'));
    match line.filter(|_| alone) {
        Some(line) if line >= previous_end => Span::new(line, own.end),
        _ => own,
    }
}

fn with_comma(text: &str, element: Span) -> Span {
    let rest = text.get(element.end..).unwrap_or_default();
    let gap = rest.len() - rest.trim_start().len();
    let comma = rest.trim_start().starts_with(',');
    Span::new(element.start, element.end + if comma { gap + 1 } else { 0 })
}

/// Commas and white space only.
fn is_plain(gap: &str) -> bool {
    gap.chars().all(|c| c == ',' || c.is_ascii_whitespace())
}
