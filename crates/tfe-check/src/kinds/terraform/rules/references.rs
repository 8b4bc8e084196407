//! References of a Terraform file that fail, and values that it does not show.

use text::{Edit, Span};

use crate::base::finding::{Finding, Fix};
use crate::kinds::terraform::Reference;
use crate::knowledge::rules::terraform::{
    POLICY_DOCUMENT_NOT_TEXT, TERRAFORM_READS_VAULT_TEMPLATE, TERRAFORM_VALUES_NOT_SHOWN,
};

/// What Terraform refuses.
pub(crate) fn reference(file: &str, reference: Reference) -> Finding {
    match reference {
        Reference::Document(at) => POLICY_DOCUMENT_NOT_TEXT
            .at(at)
            .say(
                "This is the policy document as an object, and a policy must be a string.",
                "terraform plan stops: `Inappropriate value for attribute \"policy\": string required`.",
                "Append `.hcl`.",
            )
            .fix(Fix::safe("Append .hcl", Edit::insert(at.end, ".hcl"))),
        Reference::Identity(at) => identity(file, at),
    }
}

fn identity(file: &str, at: Span) -> Finding {
    let written = at.of(file);
    let inner = written.strip_prefix("${").and_then(|w| w.strip_suffix('}'));
    let meant = inner.map(|inner| format!("{{{{{}}}}}", inner.trim_matches(['~', ' '])));
    let shown = meant.clone().unwrap_or_else(|| "{{identity.…}}".to_owned());
    let fix = meant.map(|meant| Fix::safe("Write it in double braces", Edit::replace(at, meant)));
    TERRAFORM_READS_VAULT_TEMPLATE
        .at(at)
        .say(
            "Terraform reads this as its own reference, not Vault.",
            "terraform plan stops: `Reference to undeclared resource`.",
            format!("Write `{shown}`, the form of Vault's templates."),
        )
        .fix(fix)
}

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
