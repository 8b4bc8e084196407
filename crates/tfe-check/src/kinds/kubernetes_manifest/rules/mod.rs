//! What can be wrong with a manifest.

mod account_token;
mod account_token_not_mounted;
mod account_token_path_wrong;
mod approle_halves;
mod approle_ids_crossed;
mod approle_ids_from_one_source;
mod bucket_of_an_example;
mod credential_on_command_line;
mod cronjob_name_too_long;
mod exit_status_masked;
mod flag_after_arguments;
mod handovers;
mod image_ended;
mod job_without_deadline;
mod manifest_api_version_removed;
mod manifest_field_missing;
mod manifest_field_unknown;
mod manifest_is_template;
mod manifest_key_repeated;
mod manifest_mount_without_volume;
mod manifest_not_yaml;
mod manifest_reference_broken;
mod manifest_value_refused;
mod manifest_wrong_type;
mod remote_script_piped;
mod restart_policy_refused;
mod schedule_by_interval;
mod schedule_malformed;
mod schedule_with_time_zone;
mod schedules;
mod script_lines_joined;
mod secret_data_not_base64;
mod secret_key_in_both;
mod secret_value_with_line_break;
mod service_account_elsewhere;
mod settings_of_a_config_map;
mod snapshot_file_not_shared;
mod snapshot_from_standby;
mod snapshot_in_namespace;
mod snapshot_jobs;
mod snapshot_jobs_overlap;
mod snapshot_never_taken;
mod snapshot_written_to_dash;
mod tool_not_in_image;
mod upload_before_snapshot;
mod upload_of_unfinished_snapshot;
mod values_refused;
mod vault_address_missing;
mod vault_address_not_encrypted;
mod vault_addresses;
mod vault_scripts;

use super::facts::Facts;
use crate::base::finding::Finding;

/// A rule's search.
type Find = fn(&Facts<'_>) -> Vec<Finding>;

/// In this order.
static ALL: &[Find] = &[
    manifest_not_yaml::find,
    manifest_api_version_removed::find,
    cronjob_name_too_long::find,
    manifest_is_template::find,
    manifest_field_unknown::find,
    manifest_wrong_type::find,
    manifest_value_refused::find,
    manifest_field_missing::find,
    manifest_key_repeated::find,
    manifest_mount_without_volume::find,
    restart_policy_refused::find,
    schedule_with_time_zone::find,
    schedule_by_interval::find,
    schedule_malformed::find,
    secret_data_not_base64::find,
    secret_key_in_both::find,
    secret_value_with_line_break::find,
    settings_of_a_config_map::find,
    manifest_reference_broken::find,
    service_account_elsewhere::find,
    approle_ids_from_one_source::find,
    approle_ids_crossed::find,
    vault_address_not_encrypted::find,
    snapshot_from_standby::find,
    snapshot_in_namespace::find,
    vault_address_missing::find,
    snapshot_file_not_shared::find,
    upload_before_snapshot::find,
    upload_of_unfinished_snapshot::find,
    snapshot_never_taken::find,
    exit_status_masked::find,
    remote_script_piped::find,
    flag_after_arguments::find,
    credential_on_command_line::find,
    tool_not_in_image::find,
    image_ended::find,
    bucket_of_an_example::find,
    snapshot_jobs_overlap::find,
    job_without_deadline::find,
    account_token_path_wrong::find,
    account_token_not_mounted::find,
    script_lines_joined::find,
    snapshot_written_to_dash::find,
];

/// Everything that is wrong.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if let Some(finding) = manifest_not_yaml::indented_by_others(facts) {
        return vec![finding];
    }
    ALL.iter().flat_map(|find| find(facts)).collect()
}
