//! What can be wrong with a manifest.

mod api_version;
mod approle_ids;
mod bucket;
mod fields;
mod image;
mod job;
mod name;
mod not_rendered;
mod pod;
mod restart_policy;
mod schedule;
mod secret_data;
mod shell;
mod snapshot;
mod syntax;
mod tools;
mod vault_address;

use super::facts::Facts;
use crate::base::finding::Finding;

/// A rule's search.
type Find = fn(&Facts<'_>, &mut Vec<Finding>);

/// In this order.
static ALL: &[Find] = &[
    syntax::find,
    api_version::find,
    name::find,
    not_rendered::find,
    fields::find,
    restart_policy::find,
    schedule::find,
    secret_data::find,
    approle_ids::find,
    vault_address::find,
    snapshot::find,
    shell::find,
    tools::find,
    image::find,
    bucket::find,
    job::find,
    pod::find,
];

/// Everything that is wrong.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for find in ALL {
        find(facts, &mut found);
    }
    found
}
