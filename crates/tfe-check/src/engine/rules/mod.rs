//! What can be wrong with any text, whatever it is.

mod facts;
mod fixing_not_finished;
mod kind_unknown;
mod merge_conflict_left;
mod more_findings;
pub(crate) mod paste;
mod suppression_refused;
mod suppression_stale;
mod text_empty;
mod text_in_utf16;
mod text_not_utf8;
mod text_too_long;

use crate::base::finding::Finding;
pub(crate) use facts::Facts;
pub(crate) use fixing_not_finished::not_all_fixed;
pub(crate) use more_findings::more;
pub(crate) use suppression_refused::refused;
pub(crate) use suppression_stale::stale;

/// A rule's search.
type Find = fn(&Facts<'_>) -> Vec<Finding>;

/// In this order.
static ALL: &[Find] = &[
    text_not_utf8::find,
    text_in_utf16::find,
    text_empty::find,
    kind_unknown::find,
    text_too_long::find,
];

/// Whether a finding says that the text is too long.
pub(crate) fn is_of_the_length(finding: &Finding) -> bool {
    finding.rule == &crate::knowledge::rules::any::TEXT_TOO_LONG
}

/// Looks at the text as such.
pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    ALL.iter().flat_map(|find| find(facts)).collect()
}
