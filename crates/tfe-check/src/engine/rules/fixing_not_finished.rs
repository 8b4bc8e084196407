//! Fixes that were not tried.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::any::FIXING_NOT_FINISHED;

/// Fixing ended before everything was tried.
pub(crate) fn not_all_fixed(at: Span) -> Finding {
    FIXING_NOT_FINISHED.at(at).say(
        "Not every fix of this file was tried.",
        "Too many fixes conflict with each other, or the file is too large.",
        "Apply the offered fixes, and check again.",
    )
}
