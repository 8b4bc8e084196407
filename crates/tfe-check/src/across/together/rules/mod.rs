//! Rules over several texts of one installation.

mod aws_role_lacks_bucket_action;
pub(super) mod aws_role_trusts_another_account;
mod database_shared_by_installations;
mod encryption_password_changed;
mod external_vault_not_used;
mod login_path_without_role;
pub(crate) mod parent_chart;
mod running_setting_differs;
pub(super) mod secret_without_key;
mod snapshot_policy_lacks_path;
mod token_ends_before_renewal;
mod transit_enabled_elsewhere;
mod vault_namespaces_differ;
mod vault_shared_by_installations;

use super::known::Known;
use crate::base::finding::Finding;

/// A rule's search: what it finds, each with the document that it is said of.
type Find = fn(&Known) -> Vec<(usize, Finding)>;

/// In this order.
pub(super) static ALL: &[Find] = &[
    login_path_without_role::find,
    vault_namespaces_differ::find,
    token_ends_before_renewal::find,
    external_vault_not_used::find,
    transit_enabled_elsewhere::find,
    vault_shared_by_installations::find,
    database_shared_by_installations::find,
    encryption_password_changed::find,
    running_setting_differs::find,
    snapshot_policy_lacks_path::find,
    aws_role_lacks_bucket_action::find,
];
