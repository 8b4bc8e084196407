//! A login that works from some addresses only.

use crate::base::finding::Finding;
use crate::knowledge::rules::any::APPROLE_BOUND_TO_ADDRESSES;
use crate::roles::approle::Role;

pub(super) fn find(role: &Role) -> Vec<Finding> {
    let keys = ["secret_id_bound_cidrs", "token_bound_cidrs", "bound_cidr_list"];
    let mut given = keys.iter().filter_map(|key| role.find(key));
    let bound = given.find(|setting| !is_empty(&setting.value));
    bound
        .map(|bound| {
            APPROLE_BOUND_TO_ADDRESSES.at(bound.span()).say(
                "TFE can log in to Vault only from these addresses.",
                "After a move to another address, the pod or node is rejected.",
                "Make sure that the list has every address TFE can get, or remove this.",
            )
        })
        .into_iter()
        .collect()
}

/// Whether a list has no addresses: `vault read` prints such a list as null.
fn is_empty(value: &str) -> bool {
    matches!(value.trim().trim_matches(['[', ']', '"']).trim(), "" | "null")
}
