//! What can be said of the settings of a Replicated installation.

mod first_line;
mod replicated_address_malformed;
mod replicated_hostname_malformed;
mod replicated_installation;
mod replicated_json_broken;
mod replicated_setting_missing;
mod replicated_setting_misspelt;
mod replicated_setting_replaced;
mod replicated_setting_unknown;
mod replicated_setting_without_successor;
mod replicated_value_not_allowed;
mod replicated_value_not_text;
mod replicated_vault_path_malformed;

use super::facts::Settings;
use crate::base::finding::Finding;

/// A rule's search.
type Find = fn(&Settings<'_>) -> Vec<Finding>;

/// In this order.
static ALL: &[Find] = &[
    replicated_setting_replaced::find,
    replicated_setting_without_successor::find,
    replicated_setting_misspelt::find,
    replicated_setting_unknown::find,
    replicated_value_not_text::find,
    replicated_value_not_allowed::find,
    replicated_setting_missing::find,
    replicated_hostname_malformed::find,
    replicated_address_malformed::find,
    replicated_vault_path_malformed::find,
    replicated_json_broken::find,
];

/// What is wrong with a file, and what became of its settings.
pub(super) fn find(settings: &Settings<'_>, whole: bool) -> Vec<Finding> {
    let mut found = replicated_installation::find(settings, whole);
    found.extend(ALL.iter().flat_map(|find| find(settings)));
    found
}
