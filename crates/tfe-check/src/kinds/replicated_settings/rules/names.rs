//! Names that TFE on Replicated did not have.

use std::sync::OnceLock;

use text::{Edit, Vocabulary, short};

use crate::base::finding::{Finding, Fix};
use crate::kinds::replicated_settings::facts::{Item, Settings};
use crate::knowledge;
use crate::knowledge::rules::replicated_settings::{
    REPLICATED_SETTING_MISSPELT, REPLICATED_SETTING_UNKNOWN,
};

/// A file with more unknown names is not searched for more slips.
const MOST: usize = 100;

pub(super) fn find(settings: &Settings<'_>, out: &mut Vec<Finding>) {
    // Only a file that is known by its other names says that a name is wrong.
    let known = settings.items.iter().filter(|item| item.row.is_some()).count();
    if known == 0 {
        return;
    }
    let unknown = settings.items.iter().filter(|item| item.row.is_none());
    for item in unknown.take(MOST) {
        out.push(match meant(settings, item.name) {
            Some(meant) => misspelt(item, meant),
            None => REPLICATED_SETTING_UNKNOWN.at(item.key).say(
                format!("`{}` is not a known setting of TFE on Replicated.", short(item.name)),
                "It is not in the documentation of the installer, nor in HashiCorp's modules.",
                "Look up where it comes from; nothing takes its place.",
            ),
        });
    }
}

/// The setting that was surely meant, and that the file does not have yet.
pub(super) fn meant(settings: &Settings<'_>, name: &str) -> Option<&'static str> {
    static NAMES: OnceLock<Vocabulary<'static>> = OnceLock::new();
    let all = || Vocabulary::new(knowledge::replicated_settings().iter().map(|row| row.name));
    let meant = NAMES.get_or_init(all).slip(name)?;
    settings.item(meant).is_none().then_some(meant)
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
