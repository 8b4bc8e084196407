//! A file without text.

use super::facts::{Facts, first_line};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::TEXT_EMPTY;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.is_empty() {
        out.push(TEXT_EMPTY.at(first_line(facts.whole)).say(
            "This file is empty.",
            facts.kind.map_or("There is nothing to check.", |kind| kind.empty),
            "Save its content first, or choose another file.",
        ));
    }
}
