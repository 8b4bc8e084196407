//! The AppRole role of TFE, where a file writes it next to policies.

use super::approle_policy_not_written;
use crate::across::parts::Policies;
use crate::base::finding::Finding;
use crate::kinds::approle::rules as role_rules;

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
