//! Findings about two texts.

use super::member::At;
use crate::base::finding::{Finding, Rule};

/// A finding at a place, with the place that it does not go with.
pub(super) fn say(rule: &'static Rule, at: At, other: At, note: &'static str) -> Finding {
    let found = rule.at(at.span);
    if other.document == at.document {
        found.related(other.span, note)
    } else {
        found.related_in(other.document, other.span, note)
    }
}

/// The words of a finding, with the document that it is said of.
pub(super) fn put(out: &mut Vec<(usize, Finding)>, at: At, found: Finding) {
    out.push((at.document, found));
}
