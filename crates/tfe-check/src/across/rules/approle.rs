//! The AppRole role of TFE, where a file writes it next to policies.

use super::approle_policy_not_written;
use crate::across::parts::Policies;
use crate::base::finding::Finding;
use crate::kinds::approle::rules as role_rules;
use crate::roles::approle::Role;

/// What is wrong with the roles of a file.
pub(crate) fn find(held: &Policies<'_>) -> Vec<Finding> {
    // Other programs' roles have other needs.
    let is_tfes = |role: &&Role| !role.is_jwt() && (role.names_tfe() || held.gives_tfe(role));
    let mut found: Vec<Finding> =
        held.roles.iter().filter(is_tfes).flat_map(role_rules::find).collect();
    found.extend(approle_policy_not_written::find(held));
    found
}
