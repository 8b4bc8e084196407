//! Comments that ignore nothing, because they may not.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::any::SUPPRESSION_REFUSED;

/// The finding at such a comment.
pub(crate) fn refused(comment: Span, why: &'static str, action: String) -> Finding {
    SUPPRESSION_REFUSED.at(comment).say("This comment ignores nothing.", why, action)
}
