//! What can be wrong with a manifest.

mod approle_ids;
mod bucket_of_an_example;
mod cronjob_name_too_long;
mod fields;
mod image_ended;
mod job;
mod manifest_api_version_removed;
mod manifest_is_template;
mod manifest_not_yaml;
mod pod;
mod restart_policy_refused;
mod schedule;
mod secret_data;
mod shell;
mod snapshot;
mod tool_not_in_image;
mod vault_address;

use super::facts::Facts;
use crate::base::finding::Finding;

/// A rule's search.
type Find = fn(&Facts<'_>, &mut Vec<Finding>);

/// In this order.
static ALL: &[Find] = &[
    manifest_not_yaml::find,
    manifest_api_version_removed::find,
    cronjob_name_too_long::find,
    manifest_is_template::find,
    fields::find,
    restart_policy_refused::find,
    schedule::find,
    secret_data::find,
    approle_ids::find,
    vault_address::find,
    snapshot::find,
    shell::find,
    tool_not_in_image::find,
    image_ended::find,
    bucket_of_an_example::find,
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
