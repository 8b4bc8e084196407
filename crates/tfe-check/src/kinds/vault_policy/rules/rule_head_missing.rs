//! Rules of which only the end is there.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::vault_policy::RULE_HEAD_MISSING;

/// The finding of a rule whose first line is missing.
pub(crate) fn of_rule(at: Span) -> Finding {
    RULE_HEAD_MISSING.at(at).say(
        "The line `path \"…\" {` is missing above this one.",
        "Vault rejects the whole policy: nothing says for which path this is.",
        "Write the line with the path above it.",
    )
}

/// The finding of a text that begins in the middle of a rule.
pub(crate) fn of_text(at: Span) -> Finding {
    RULE_HEAD_MISSING.at(at).say(
        "The beginning of this policy is missing: it starts in the middle of a rule.",
        "Vault rejects the whole policy, and what was before this place is lost.",
        "Copy the whole file again, and check that.",
    )
}
