//! A template of Vault in the form of Terraform's own.

use text::{Edit, Span};

use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::terraform::TERRAFORM_READS_VAULT_TEMPLATE;

/// Terraform reads it as a reference to something that is not there.
pub(super) fn reads_vault_template(file: &str, at: Span) -> Finding {
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
