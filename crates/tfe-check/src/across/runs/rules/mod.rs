//! Rules over the variables of runs and the other files of the same installation.

mod jwt_config_without_ca;
mod jwt_issuer_of_another_host;
mod run_agent_too_old;
mod run_audience_not_bound;
mod run_cloud_rejects_certificate;
mod run_policy_lacks_path;
mod run_provider_argument;
mod run_role_not_written;
mod run_tag_not_declared;

use super::facts::Facts;
use super::placed::Placed;

/// A rule's search: what it finds, each with the document that it is said of.
type Find = fn(&Facts<'_>) -> Vec<Placed>;

/// In this order.
pub(super) static ALL: &[Find] = &[
    run_policy_lacks_path::find,
    run_role_not_written::find,
    run_audience_not_bound::find,
    jwt_issuer_of_another_host::find,
    jwt_config_without_ca::find,
    run_agent_too_old::find,
    run_cloud_rejects_certificate::find,
    run_provider_argument::find,
    run_tag_not_declared::find,
];
