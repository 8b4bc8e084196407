//! The `AppRole` role of TFE, where a text writes it: what ends, what is counted, what is bound.

use super::{
    approle_batch_token, approle_bound_to_addresses, approle_period_too_short,
    approle_policy_not_written, approle_secret_id_ends, approle_token_ends,
    approle_token_uses_limited, approle_without_default_policy,
};
use crate::across::parts::Policies;
use crate::base::finding::Finding;
use crate::carry::approle::{Role, in_commands};

/// A rule's search in one role.
type Find = fn(&Role, &mut Vec<Finding>);

/// In this order.
static OF_ROLES: &[Find] = &[
    approle_token_ends::find,
    approle_period_too_short::find,
    approle_batch_token::find,
    approle_token_uses_limited::find,
    approle_without_default_policy::find,
    approle_secret_id_ends::find,
    approle_bound_to_addresses::find,
];

/// Whether a command in the text writes TFE's role.
pub(crate) fn has_role(text: &str) -> bool {
    in_commands(text).iter().any(Role::names_tfe)
}

/// What is wrong with the roles written next to a policy, as commands.
pub(crate) fn beside(text: &str, out: &mut Vec<Finding>) {
    for role in in_commands(text).iter().filter(|r| r.names_tfe()) {
        OF_ROLES.iter().for_each(|find| find(role, out));
    }
}

/// What is wrong with the roles of a file.
pub(crate) fn find(held: &Policies<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    // Other programs' roles have other needs.
    for role in held.roles.iter().filter(|r| r.names_tfe() || held.gives_tfe(r)) {
        OF_ROLES.iter().for_each(|find| find(role, &mut found));
    }
    approle_policy_not_written::find(held, &mut found);
    found
}
