//! Policies that are in a file that was not given.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::script::SCRIPT_POLICY_ELSEWHERE;

/// The policy is in a file that was not given.
pub(crate) fn elsewhere(place: Span, file: &str) -> Finding {
    SCRIPT_POLICY_ELSEWHERE.at(place).say(
        "The text of this policy is in another file.",
        format!("It is not checked, because {file} was not given."),
        format!("Check {file} too."),
    )
}
