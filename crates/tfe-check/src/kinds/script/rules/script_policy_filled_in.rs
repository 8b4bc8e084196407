//! Policies of which the script fills in a part.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::script::SCRIPT_POLICY_FILLED_IN;

/// A part is filled in that decides what the policy allows.
pub(crate) fn filled_in(place: Span) -> Finding {
    SCRIPT_POLICY_FILLED_IN.at(place).say(
        "The script fills in part of this policy.",
        "Which paths TFE can use depends on it, so only Vault's own rules were checked.",
        "Check the output of `vault policy read`.",
    )
}

/// Whole rules are filled in.
pub(crate) fn made(place: Span) -> Finding {
    SCRIPT_POLICY_FILLED_IN.at(place).say(
        "The script writes part of this policy.",
        "Which rules it has depends on that, so this policy was not checked.",
        "Check the output of `vault policy read`.",
    )
}
