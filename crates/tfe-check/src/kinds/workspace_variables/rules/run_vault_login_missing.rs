//! Credentials through Vault or HCP without the login to it.

use super::{Facts, Finding};
use crate::base::finding::{Fix, Severity};
use crate::kinds::workspace_variables::facts::Switch;
use crate::kinds::workspace_variables::names::full;
use crate::knowledge::rules::workspace_variables::RUN_VAULT_LOGIN_MISSING;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let on = facts.on().filter(|_| !facts.list.is_open && !facts.is_single());
    on.filter_map(|switch| login(facts, switch)).collect()
}

/// Credentials through Vault need the login to Vault. One without a tag serves all.
fn login(facts: &Facts<'_>, switch: Switch<'_>) -> Option<Finding> {
    let login = match switch.named.family.name {
        name if name.starts_with("vault-backed") => "VAULT_PROVIDER_AUTH",
        name if name.starts_with("hvs-backed") => "HCP_PROVIDER_AUTH",
        _ => return None,
    };
    if facts.has_any(login) || facts.gives(&[login], "") {
        return None;
    }
    let name = full(login, "");
    let has_rest = facts.known.iter().any(|(_, n)| n.family.switch == login);
    let is_certain = (has_rest || facts.list.is_answer) && !facts.list.is_part;
    let severity = if is_certain { Severity::Error } else { Severity::Warning };
    let fix =
        switch.variable.add(&name, "true").map(|edit| Fix::review(format!("Add {name}"), edit));
    let finding = RUN_VAULT_LOGIN_MISSING.at(switch.variable.key).say(
        format!("{name} is not in this list."),
        "The run does not log in, so it cannot ask for these credentials, unless a variable set has it.",
        format!("Add {name} with the value true."),
    );
    Some(finding.severity(severity).fix(fix))
}
