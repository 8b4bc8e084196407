//! Policies and values that are in a file that was not given.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::terraform::TERRAFORM_TEXT_ELSEWHERE;

/// The policy or the values are in a file that was not given.
pub(crate) fn elsewhere(place: Span, what: &str, file: &str) -> Finding {
    let (it, are) = if what == "policy" {
        ("The policy of this resource is", "It is")
    } else {
        ("Values of this resource are", "They are")
    };
    TERRAFORM_TEXT_ELSEWHERE.at(place).say(
        format!("{it} in another file, `{file}`."),
        format!("{are} not checked, because that file was not given."),
        format!("Check {file} too."),
    )
}
