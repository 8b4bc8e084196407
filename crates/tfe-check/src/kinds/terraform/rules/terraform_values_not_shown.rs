//! Values that come from something which the file does not show.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::terraform::TERRAFORM_VALUES_NOT_SHOWN;

/// Values that come from something which the file does not show.
pub(crate) fn not_shown(file: &str, at: Span) -> Finding {
    let written = at.of(file);
    let name = |c: char| c.is_ascii_alphanumeric() || "._[]\"-".contains(c);
    let from = if written.chars().all(name) && written.len() < 60 {
        format!("`{written}`")
    } else {
        "an expression".to_owned()
    };
    TERRAFORM_VALUES_NOT_SHOWN.at(at).say(
        format!("Values of this release come from {from}."),
        "They are not checked, because this file does not show them.",
        "Check the values that Terraform passes on: `helm get values` prints them.",
    )
}
