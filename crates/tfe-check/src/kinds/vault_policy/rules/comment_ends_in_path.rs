//! A comment that a path in it ends.

use text::{EditSet, Span};

use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::vault_policy::COMMENT_ENDS_IN_PATH;

/// The finding at the `*/` in the path; with the edits that make line comments of it, where its end is known.
pub(crate) fn say(at: Span, edits: Option<EditSet>) -> Finding {
    COMMENT_ENDS_IN_PATH
        .at(at)
        .say(
            "The comment ends here, at the `*/` inside this path.",
            "Vault reads the rest of the comment as rules and rejects the whole policy.",
            "Write `#` before each line of the comment.",
        )
        .fix(edits.map(|edits| Fix::review("Write # before each line", edits)))
}
