//! The AppRole role of TFE, where a text writes it next to policies.

use super::approle_policy_not_written;
use crate::across::parts::Policies;
use crate::base::finding::Finding;
use crate::carry::approle::in_commands;
use crate::kinds::approle::rules as role_rules;

/// Whether a command in the text writes TFE's role.
pub(crate) fn has_role(text: &str) -> bool {
    in_commands(text).iter().any(|role| role.names_tfe() && !role.is_jwt())
}

/// What is wrong with the roles written next to a policy, as commands.
pub(crate) fn beside(text: &str, out: &mut Vec<Finding>) {
    for role in in_commands(text).iter().filter(|r| r.names_tfe() && !r.is_jwt()) {
        role_rules::find(role, out);
    }
}

/// What is wrong with the roles of a file.
pub(crate) fn find(held: &Policies<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    // Other programs' roles have other needs.
    for role in held.roles.iter().filter(|r| !r.is_jwt() && (r.names_tfe() || held.gives_tfe(r))) {
        role_rules::find(role, &mut found);
    }
    approle_policy_not_written::find(held, &mut found);
    found
}
