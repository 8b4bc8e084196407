//! Names that are nearly the one of a setting.

use text::{Edit, short};

use crate::base::finding::{Finding, Fix};
use crate::kinds::replicated_settings::facts::{Item, Settings};
use crate::kinds::replicated_settings::meant::{meant, unknown};
use crate::knowledge::rules::replicated_settings::REPLICATED_SETTING_MISSPELT;

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for item in unknown(settings) {
        found.extend(meant(settings, item.name).map(|meant| misspelt(item, meant)));
    }
    found
}

fn misspelt(item: &Item<'_>, meant: &str) -> Finding {
    let fix = Fix::safe(format!("Rename it to `{meant}`"), Edit::replace(item.key, meant));
    REPLICATED_SETTING_MISSPELT
        .at(item.key)
        .say(
            format!("`{}` is not a setting; `{meant}` is.", short(item.name)),
            "The installer does not read it, and uses its default for the setting.",
            format!("Write `{meant}`."),
        )
        .fix(fix)
}
