//! The AppRole role of TFE, where a text writes it next to policies.

use super::approle_policy_not_written;
use crate::across::parts::Policies;
use crate::base::finding::Finding;
use crate::carry::approle::{Role, in_commands};
use crate::kinds::approle::rules as role_rules;

/// Whether a command in the text writes TFE's role.
pub(crate) fn has_role(text: &str) -> bool {
    in_commands(text).iter().any(|role| role.names_tfe() && !role.is_jwt())
}

/// What is wrong with the roles written next to a policy, as commands.
pub(crate) fn beside(text: &str) -> Vec<Finding> {
    let roles = in_commands(text);
    roles.iter().filter(|r| r.names_tfe() && !r.is_jwt()).flat_map(role_rules::find).collect()
}

/// What is wrong with the roles of a file.
pub(crate) fn find(held: &Policies<'_>) -> Vec<Finding> {
    // Other programs' roles have other needs.
    let is_tfes = |role: &&Role| !role.is_jwt() && (role.names_tfe() || held.gives_tfe(role));
    let mut found: Vec<Finding> =
        held.roles.iter().filter(is_tfes).flat_map(role_rules::find).collect();
    found.extend(approle_policy_not_written::find(held));
    found
}
