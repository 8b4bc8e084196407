//! A Vault in HCP without its namespace.

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::knowledge::rules::workspace_variables::RUN_NAMESPACE_MISSING;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if !facts.list.is_open {
        found.extend(namespace(facts));
    }
    found
}

/// The top namespace of an HCP Vault is `admin`: a login without one finds no role.
fn namespace(facts: &Facts<'_>) -> Option<Finding> {
    let is_address = |bare: &str| bare == "VAULT_ADDR";
    let mut addresses = facts.known.iter().filter(|(_, n)| is_address(n.bare));
    let (address, found) = addresses.find(|(v, _)| v.value.as_deref().is_some_and(is_hcp))?;
    let given = facts.value("VAULT_NAMESPACE", found.tag);
    let given = given.or_else(|| facts.value("VAULT_NAMESPACE", ""));
    let is_empty = given.is_some_and(|value| value.is_some_and(str::is_empty));
    if !is_empty && (given.is_some() || facts.gives(&["VAULT_NAMESPACE"], found.tag)) {
        return None;
    }
    let name = address.name.replacen("VAULT_ADDR", "VAULT_NAMESPACE", 1);
    let fix = address.add(&name, "admin").map(|edit| Fix::review(format!("Add {name}"), edit));
    let fix = fix.filter(|_| !is_empty);
    let finding = RUN_NAMESPACE_MISSING.at(address.place).say(
        format!("This is an HCP Vault, and {name} is {}.", if is_empty { "empty" } else { "not set" }),
        "The login goes to the root namespace, where the role is not found. Inferred: the top namespace of \
         an HCP Vault is admin.",
        format!("Set {name} to admin, or to the namespace in it that has the role."),
    );
    Some(finding.fix(fix))
}

/// Whether an address is that of a Vault in HCP.
fn is_hcp(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    host.split(['/', ':']).next().is_some_and(|host| host.ends_with(".hashicorp.cloud"))
}
