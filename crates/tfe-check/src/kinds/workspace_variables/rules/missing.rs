//! What a switch needs, and an HCP Vault without its namespace.

use super::{Facts, Finding};
use crate::base::finding::{Fix, Severity};
use crate::kinds::workspace_variables::facts::Switch;
use crate::knowledge::rules::workspace_variables::{
    RUN_NAMESPACE_MISSING, RUN_VARIABLE_MISSING, RUN_VAULT_LOGIN_MISSING,
};
use crate::knowledge::runs::Need;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.list.is_open {
        return;
    }
    for switch in facts.on() {
        for need in switch.named.family.needs {
            out.extend(missing(facts, switch, need));
        }
        out.extend(login(facts, switch));
    }
    out.extend(namespace(facts));
}

/// Variable sets and other files may hold what is not here: certain is it only where the rest is.
fn missing(facts: &Facts<'_>, switch: Switch<'_>, need: &Need) -> Option<Finding> {
    let tag = switch.named.tag;
    let holds = |when: &crate::knowledge::runs::When| {
        let given = facts.value(when.name, tag).or_else(|| facts.value(when.name, ""));
        // What is filled in may be anything.
        given.is_none_or(|value| value.is_some()) && when.holds(given.flatten())
    };
    if !need.when.as_ref().is_none_or(holds) || need.any.iter().any(|way| is_given(facts, way, tag))
    {
        return None;
    }
    let name = name(need.any.first()?.first()?, tag);
    let family = switch.named.family;
    let others = family.needs.iter().flat_map(|need| need.any).flat_map(|way| way.iter());
    let has_rest = others.into_iter().any(|other| facts.has(other, tag));
    let is_certain = (has_rest || facts.list.is_answer) && !need.inferred && !facts.list.is_part;
    let more: Vec<String> = need.any.iter().skip(1).map(|way| in_words(way, tag)).collect();
    let or = if more.is_empty() { String::new() } else { format!(", or {}", more.join(", or ")) };
    let finding = RUN_VARIABLE_MISSING.at(switch.variable.key).say(
        format!("{name} is not in this list."),
        "The run fails before its plan, unless a variable set of the workspace has the variable.",
        format!("Add {name}{or}."),
    );
    Some(finding.severity(if is_certain { Severity::Error } else { Severity::Warning }))
}

/// Whether all names of a way are there. One that is misspelled is reported as such.
fn is_given(facts: &Facts<'_>, way: &[&str], tag: &str) -> bool {
    way.iter().all(|bare| facts.has(bare, tag) || facts.has_slip(bare))
}

fn name(bare: &str, tag: &str) -> String {
    if tag.is_empty() { format!("TFC_{bare}") } else { format!("TFC_{bare}_{tag}") }
}

fn in_words(way: &[&str], tag: &str) -> String {
    let names: Vec<String> = way.iter().map(|bare| name(bare, tag)).collect();
    names.join(" and ")
}

/// Credentials through Vault need the login to Vault. One without a tag serves all.
fn login(facts: &Facts<'_>, switch: Switch<'_>) -> Option<Finding> {
    let login = match switch.named.family.name {
        name if name.starts_with("vault-backed") => "VAULT_PROVIDER_AUTH",
        name if name.starts_with("hvs-backed") => "HCP_PROVIDER_AUTH",
        _ => return None,
    };
    if facts.has_any(login) || is_given(facts, &[login], "") {
        return None;
    }
    let name = format!("TFC_{login}");
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

/// The top namespace of an HCP Vault is `admin`: a login without one finds no role.
fn namespace(facts: &Facts<'_>) -> Option<Finding> {
    let is_address = |bare: &str| bare == "VAULT_ADDR";
    let mut addresses = facts.known.iter().filter(|(_, n)| is_address(n.bare));
    let (address, found) = addresses.find(|(v, _)| v.value.as_deref().is_some_and(is_hcp))?;
    if facts.has("VAULT_NAMESPACE", found.tag) || is_given(facts, &["VAULT_NAMESPACE"], found.tag) {
        return None;
    }
    let name = address.name.replacen("VAULT_ADDR", "VAULT_NAMESPACE", 1);
    let fix = address.add(&name, "admin").map(|edit| Fix::review(format!("Add {name}"), edit));
    let finding = RUN_NAMESPACE_MISSING.at(address.place).say(
        format!("This is an HCP Vault, and {name} is not set."),
        "The login goes to the root namespace, where the role is not found. Inferred: the top namespace of \
         an HCP Vault is admin.",
        format!("Set {name} to admin, or to the namespace in it that has the role."),
    );
    Some(finding.fix(fix))
}

/// Whether an address is that of a Vault in HCP.
pub(crate) fn is_hcp(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    host.split(['/', ':']).next().is_some_and(|host| host.ends_with(".hashicorp.cloud"))
}
