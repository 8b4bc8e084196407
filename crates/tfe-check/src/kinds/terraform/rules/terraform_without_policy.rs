//! A file without a policy and without values.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::terraform::TERRAFORM_WITHOUT_POLICY;

/// The file has no policy.
pub(crate) fn nothing(first_line: Span) -> Finding {
    TERRAFORM_WITHOUT_POLICY.at(first_line).say(
        "This Terraform file has neither a Vault policy nor values of the chart.",
        "Only Terraform's syntax was checked.",
        "Check the policy or the values, or the file that contains them.",
    )
}
