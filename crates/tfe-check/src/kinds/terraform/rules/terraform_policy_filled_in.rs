//! Policies of which Terraform fills in a part.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::terraform::TERRAFORM_POLICY_FILLED_IN;

/// Terraform fills in part of a policy, so only Vault's own rules can be checked.
pub(crate) fn filled_in(place: Span) -> Finding {
    TERRAFORM_POLICY_FILLED_IN.at(place).say(
        "Terraform fills in part of this policy.",
        "Which paths TFE can use depends on it, so only Vault's own rules were checked.",
        "Check the policy that `terraform show` prints.",
    )
}

/// Terraform fills in whole rules or more, so nothing can be checked.
pub(crate) fn made_by_terraform(place: Span) -> Finding {
    TERRAFORM_POLICY_FILLED_IN.at(place).say(
        "Terraform writes part of this policy.",
        "Which rules it has depends on that, so this policy was not checked.",
        "Check the policy that `terraform show` prints.",
    )
}
