//! More findings than are shown.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::any::MORE_FINDINGS;

/// `left` findings were left out after the place.
pub(crate) fn more(at: Span, left: usize) -> Finding {
    MORE_FINDINGS.at(at).say(
        format!("{left} more findings after this one are not shown."),
        "Most of them have the same causes as those shown.",
        "Correct what is shown, and check again.",
    )
}
