//! What can be wrong with the variables of a run.

mod run_certificate_not_base64;
mod run_credentials_fixed_too;
mod run_credentials_twice;
mod run_identifier_malformed;
mod run_mount_path_malformed;
mod run_namespace_missing;
mod run_seconds_malformed;
mod run_switch_as_default;
mod run_switch_not_true;
mod run_value_not_allowed;
mod run_variable_missing;
mod run_variable_misspelt;
mod run_variable_not_in_environment;
mod run_variable_of_the_platform;
mod run_variable_tag_malformed;
mod run_variable_without_effect;
mod run_variables_not_there;
mod run_vault_address_malformed;
mod run_vault_config_missing;
mod run_vault_config_unknown;
mod run_vault_login_missing;

pub(super) use run_variables_not_there::nothing;

use super::facts::Facts;
use crate::base::finding::Finding;
use crate::variables::{Beside, List};

/// A rule's search.
type Find = fn(&Facts<'_>) -> Vec<Finding>;

/// In this order.
static ALL: &[Find] = &[
    run_variable_misspelt::find,
    run_variable_of_the_platform::find,
    run_variable_tag_malformed::find,
    run_variable_not_in_environment::find,
    run_switch_as_default::find,
    run_switch_not_true::find,
    run_variable_missing::find,
    run_vault_login_missing::find,
    run_namespace_missing::find,
    run_vault_config_missing::find,
    run_vault_config_unknown::find,
    run_credentials_fixed_too::find,
    run_credentials_twice::find,
    run_variable_without_effect::find,
    run_mount_path_malformed::find,
    run_vault_address_malformed::find,
    run_certificate_not_base64::find,
    run_value_not_allowed::find,
    run_seconds_malformed::find,
    run_identifier_malformed::find,
];

/// Everything that is wrong with the lists of a text, next to those of other texts.
pub(crate) fn find(lists: &[List], beside: &Beside) -> Vec<Finding> {
    let each = Facts::each(lists, beside);
    each.iter().flat_map(|facts| ALL.iter().flat_map(|find| find(facts))).collect()
}
