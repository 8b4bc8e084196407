//! The rules for Vault policies.

mod approval_blocks_need;
mod bracket_runs;
mod capability_meant;
mod change;
pub(crate) mod comment_ends_in_path;
mod damage;
mod dead_path;
mod decides;
mod denials;
mod deny;
mod deny_beside_grant;
pub(crate) mod deny_blocks_need;
mod deny_loses_to_grant;
mod deny_without_effect;
mod duplicate;
mod file_cut_off;
mod granting_rules;
mod insertion;
mod invisible_character_in_path;
pub(crate) mod json_level;
mod json_rest_not_read;
mod key_delete_granted;
mod kv_path_without_data;
pub(crate) mod lack;
mod left_problems;
mod legacy_policy_key;
mod limits;
pub(crate) mod line_break_in_quotes;
mod line_breaks_lost;
mod line_ends_cr;
pub(crate) mod missing;
mod misspelt_path;
mod narrowed;
mod old_era;
mod one_wrong_character;
mod outside;
mod parameter_limit_blocks_need;
mod path_ends_in_slash;
mod path_prefix;
pub(crate) mod path_too_broad;
mod path_with_address;
mod path_with_v1_prefix;
pub(crate) mod policy_excerpt;
mod policy_not_as_named;
pub(crate) mod policy_of_private_tfe;
mod policy_of_token_paths;
pub(crate) mod policy_template_not_rendered;
pub(crate) mod policy_without_rules;
mod problem_words;
mod problems;
mod profile_unclear;
mod renewal_path_of_private_tfe;
pub(crate) mod rule_grants_nothing;
pub(crate) mod rule_head_missing;
mod rule_in_comment;
pub(crate) mod rule_shadows_grant;
mod secrets_engine;
mod secrets_path_missing;
mod secrets_path_not_readable;
mod several_paths_in_one_rule;
mod snapshot_create_without_effect;
mod snapshot_restore_only;
mod snapshot_sudo_missing;
mod star_in_the_middle;
mod sudo_granted;
mod template_of_login_metadata;
mod template_unknown;
mod templates;
mod too_broken;
mod transit_mounted_elsewhere;
mod transit_mounts_mixed;
mod wrapping_limit_blocks_need;

pub(crate) use problem_words::words;
pub(crate) use secrets_engine::hands_out;

use crate::base::finding::Finding;
use crate::kinds::vault_policy::Facts;

/// A rule's search.
type Find = fn(&Facts<'_>) -> Vec<Finding>;

/// What is checked from the text and its rules alone. What TFE needs comes after it.
pub(crate) fn structure(facts: &Facts<'_>) -> Vec<Finding> {
    STRUCTURE.iter().flat_map(|find| find(facts)).collect()
}

/// In this order.
static STRUCTURE: &[Find] = &[
    damage::find,
    problems::find,
    json_rest_not_read::find,
    path_with_v1_prefix::find,
    path_with_address::find,
    misspelt_path::find,
    invisible_character_in_path::find,
    star_in_the_middle::find,
    rule_grants_nothing::find,
    path_ends_in_slash::find,
    kv_path_without_data::find,
    template_unknown::find,
    template_of_login_metadata::find,
    deny::find,
    deny_loses_to_grant::find,
    wrapping_limit_blocks_need::find,
    parameter_limit_blocks_need::find,
    approval_blocks_need::find,
    transit_mounted_elsewhere::find,
    transit_mounts_mixed::find,
    key_delete_granted::find,
    sudo_granted::find,
    path_too_broad::find,
    legacy_policy_key::find,
    renewal_path_of_private_tfe::find,
    secrets_path_not_readable::find,
    secrets_path_missing::find,
    snapshot_restore_only::find,
    snapshot_create_without_effect::find,
    snapshot_sudo_missing::find,
    policy_of_token_paths::find,
    policy_not_as_named::find,
    profile_unclear::find,
];

pub(crate) use line_breaks_lost::is_flat;
