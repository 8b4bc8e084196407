//! A policy document where its text belongs.

use text::{Edit, Span};

use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::terraform::POLICY_DOCUMENT_NOT_TEXT;

/// Terraform wants a string there.
pub(super) fn document_not_text(at: Span) -> Finding {
    POLICY_DOCUMENT_NOT_TEXT
        .at(at)
        .say(
            "This is the policy document as an object, and a policy must be a string.",
            "terraform plan stops: `Inappropriate value for attribute \"policy\": string required`.",
            "Append `.hcl`.",
        )
        .fix(Fix::safe("Append .hcl", Edit::insert(at.end, ".hcl")))
}
