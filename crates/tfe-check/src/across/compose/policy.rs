//! The policy for an external Vault.

use std::fmt::Write;

use vault_policy::Capability;
use vault_policy::edit::{NewRule, rule_text};

use super::answers::Answers;
use crate::kinds::vault_policy::{Need, TFE_NEEDS};

/// The documented rules that a call of TFE needs, in their order. Those that match nothing are left out, and so is
/// the login, for which Vault asks no policy.
pub(super) fn write(answers: &Answers) -> String {
    let mut out = head(answers);
    for need in TFE_NEEDS.iter().filter(|need| !need.calls.is_empty()) {
        out.push('\n');
        out.push_str(&rule_text(&rule(need), "  "));
    }
    out
}

fn rule(need: &Need) -> NewRule {
    NewRule {
        comment: Some(need.purpose.to_owned()),
        path: need.path.to_owned(),
        capabilities: need.capabilities.iter().filter_map(|c| Capability::of_word(c)).collect(),
    }
}

fn head(answers: &Answers) -> String {
    let vault = answers.vault.clone().unwrap_or_default();
    let mount = vault.mount();
    let flag = match vault.namespace.as_str() {
        "" => String::new(),
        namespace => format!(" -namespace={namespace}"),
    };
    let mut out = format!(
        "# What Terraform Enterprise at {} needs from its external Vault.\n#\n",
        answers.host
    );
    let lines = [
        "vault secrets enable{} transit",
        "vault auth enable{} -path=MOUNT approle",
        "vault policy write{} tfe tfe.hcl",
        "vault write{} auth/MOUNT/role/tfe token_policies=tfe token_period=24h",
    ];
    out.push_str("# Set up Vault with these commands:\n");
    for line in lines {
        let _ = writeln!(out, "#   {}", line.replace("{}", &flag).replace("MOUNT", mount));
    }
    out
}
