//! Settings that nothing took the place of.

use crate::base::finding::Finding;
use crate::kinds::replicated_settings::facts::{Item, Settings};
use crate::kinds::replicated_settings::successor::{known, successor};
use crate::knowledge::Replicated;
use crate::knowledge::rules::replicated_settings::REPLICATED_SETTING_WITHOUT_SUCCESSOR;

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    let gone = known(settings).filter(|(_, row)| successor(row).is_none());
    gone.map(|(item, row)| without_successor(item, row)).collect()
}

fn without_successor(item: &Item<'_>, row: &Replicated) -> Finding {
    REPLICATED_SETTING_WITHOUT_SUCCESSOR.at(item.key).say(
        format!("`{}` has no successor.", row.name),
        row.note.unwrap_or("No replacement is documented."),
        "Leave it out.",
    )
}
