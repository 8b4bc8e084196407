//! The rules for Vault policies.

mod approval_blocks_need;
pub(crate) mod broad_grant;
mod capability_meant;
mod causes;
mod change;
mod damage;
mod dead_path;
mod decides;
pub(crate) mod deny;
mod deny_loses_to_grant;
mod duplicate;
mod insertion;
pub(crate) mod json_level;
mod legacy_policy_key;
mod limits;
pub(crate) mod line_break_in_quotes;
pub(crate) mod missing;
mod misspelt_path;
mod narrowed;
pub(crate) mod old_era;
mod one_wrong_character;
mod other_mount;
mod path_ends_in_slash;
mod path_prefix;
mod policy_not_as_named;
mod policy_of_token_paths;
pub(crate) mod policy_without_rules;
mod problem_words;
mod problems;
mod profile_unclear;
pub(crate) mod rule_grants_nothing;
pub(crate) mod rule_shadows_grant;
mod secrets_engine;
mod snapshot_sudo_missing;
mod snapshots;
mod star_in_the_middle;
mod templates;

pub(crate) use problem_words::words;
pub(crate) use secrets_engine::hands_out;

use crate::base::finding::Finding;
use crate::kinds::vault_policy::Facts;

/// A rule's search.
type Find = fn(&Facts<'_>, &mut Vec<Finding>);

/// What is judged from the text and its rules alone, in this order. What TFE needs comes after it.
pub(crate) static STRUCTURE: &[Find] = &[
    damage::find,
    problems::find,
    path_prefix::find,
    misspelt_path::find,
    star_in_the_middle::find,
    rule_grants_nothing::find,
    path_ends_in_slash::find,
    templates::find,
    deny::find,
    deny_loses_to_grant::find,
    limits::find,
    approval_blocks_need::find,
    other_mount::find,
    broad_grant::find,
    legacy_policy_key::find,
    old_era::find,
    secrets_engine::find,
    snapshots::find,
    snapshot_sudo_missing::find,
    policy_of_token_paths::find,
    policy_not_as_named::find,
    profile_unclear::find,
];

pub(crate) use damage::is_flat;
