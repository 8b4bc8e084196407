//! A text of which only the beginning is checked.

use text::Span;

use super::facts::Facts;
use crate::base::finding::Finding;
use crate::base::judgement::LIMIT;
use crate::knowledge::rules::any::TEXT_TOO_LONG;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let (judged, whole) = (facts.judged.len(), facts.whole.len());
    let mut found = Vec::new();
    if judged < whole {
        found.push(TEXT_TOO_LONG.at(Span::new(judged, whole)).say(
            format!("Only the first {} MB were checked.", LIMIT / (1024 * 1024)),
            "Problems after that point are not shown.",
            "Split the file, or check the rest by itself.",
        ));
    }
    if facts.is_end {
        found.push(TEXT_TOO_LONG.at(Span::at(0)).say(
            format!("Only the last {} MB were checked.", LIMIT / (1024 * 1024)),
            "Problems before that point are not shown.",
            "Check an earlier part of the log by itself.",
        ));
    }
    found
}
