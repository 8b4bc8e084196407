//! The rules for Vault policies.

mod approval;
pub(crate) mod broad_grant;
mod capability_meant;
mod causes;
mod change;
mod damage;
mod dead_path;
mod decides;
pub(crate) mod deny;
mod deny_loses;
mod duplicate;
pub(crate) mod empty;
mod file_name;
pub(crate) mod grants_nothing;
mod insertion;
pub(crate) mod json_level;
mod legacy_policy;
mod limits;
pub(crate) mod line_break;
pub(crate) mod missing;
mod misspelt_path;
mod narrowed;
pub(crate) mod old_era;
mod other_mount;
mod path_prefix;
mod problem_words;
mod problems;
mod secrets_engine;
pub(crate) mod shadow;
mod slash;
mod slip;
mod snapshot_sudo;
mod snapshots;
mod star_in_the_middle;
mod templates;
mod token_only;
mod unclear;

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
    grants_nothing::find,
    slash::find,
    templates::find,
    deny::find,
    deny_loses::find,
    limits::find,
    approval::find,
    other_mount::find,
    broad_grant::find,
    legacy_policy::find,
    old_era::find,
    secrets_engine::find,
    snapshots::find,
    snapshot_sudo::find,
    token_only::find,
    file_name::find,
    unclear::find,
];

pub(crate) use damage::is_flat;
