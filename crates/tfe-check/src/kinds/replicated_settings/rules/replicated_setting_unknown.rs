//! Names that no setting of TFE on Replicated has.

use text::short;

use crate::base::finding::Finding;
use crate::kinds::replicated_settings::facts::Settings;
use crate::kinds::replicated_settings::meant::{meant, unknown};
use crate::knowledge::rules::replicated_settings::REPLICATED_SETTING_UNKNOWN;

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for item in unknown(settings).filter(|item| meant(settings, item.name).is_none()) {
        found.push(REPLICATED_SETTING_UNKNOWN.at(item.key).say(
            format!("`{}` is not a known setting of TFE on Replicated.", short(item.name)),
            "It is not in the documentation of the installer, nor in HashiCorp's modules.",
            "Look up where it comes from; no replacement is known.",
        ));
    }
    found
}
