//! A file without text.

use super::facts::{Facts, first_line};
use crate::base::finding::{Finding, Severity};
use crate::knowledge::rules::any::TEXT_EMPTY;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if !facts.is_empty() {
        return Vec::new();
    }
    let refused = facts.kind.is_some_and(|kind| kind.refuses_empty);
    let why = match facts.kind {
        // A blank is enough to be taken.
        Some(kind) if refused && !facts.whole.is_empty() => {
            format!("{} It has no effect.", kind.accepted)
        }
        Some(kind) => kind.empty.to_owned(),
        None => "There is nothing to check.".to_owned(),
    };
    let severity = match (refused, facts.whole.is_empty()) {
        (true, true) => Severity::Error,
        (true, false) => Severity::Warning,
        (false, _) => TEXT_EMPTY.severity,
    };
    vec![TEXT_EMPTY.at(first_line(facts.whole)).severity(severity).say(
        "This file is empty.",
        why,
        "Check that it is the right file and was saved.",
    )]
}
