//! The AppRole role of TFE: what ends, what is counted, what is bound.

mod approle_batch_token;
mod approle_bound_to_addresses;
mod approle_period_too_short;
mod approle_secret_id_ends;
mod approle_token_ends;
mod approle_token_uses_limited;
mod approle_without_default_policy;
mod role_parameter_misspelt;
mod role_settings;

use crate::base::finding::Finding;
use crate::roles::approle::Role;

/// A rule's search in one role.
type Find = fn(&Role) -> Vec<Finding>;

/// In this order.
static ALL: &[Find] = &[
    approle_token_ends::find,
    approle_period_too_short::find,
    approle_batch_token::find,
    approle_token_uses_limited::find,
    approle_without_default_policy::find,
    approle_secret_id_ends::find,
    approle_bound_to_addresses::find,
    role_parameter_misspelt::find,
];

/// What is wrong with TFE's role.
pub(crate) fn find(role: &Role) -> Vec<Finding> {
    ALL.iter().flat_map(|find| find(role)).collect()
}
