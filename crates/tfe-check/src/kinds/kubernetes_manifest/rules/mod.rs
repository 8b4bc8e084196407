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
use crate::base::finding::{Finding, Rule};

/// Lists the modules in the order in which they are asked.
macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        static ALL: &[&[&Rule]] = &[$(&$module::RULES),*];
        fn run(facts: &Facts<'_>, out: &mut Vec<Finding>) {
            $($module::find(facts, out);)*
        }
    };
}

rules! {
    syntax, api_version, name, not_rendered, fields, restart_policy, schedule, secret_data, approle_ids, vault_address, snapshot, shell,
    tools, image, bucket, job, pod,
}

/// All rules for manifests.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().flat_map(|list| list.iter()).copied()
}

/// Everything that is wrong.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    run(facts, &mut found);
    found
}
