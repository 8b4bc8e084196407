//! What took the place of the settings that a file has.

use super::facts::{Item, Settings};
use super::meant::meant;
use crate::knowledge::{self, Replicated};

/// The settings that are set and known, also by a name with a slip in it.
pub(super) fn known<'s, 't>(
    settings: &'s Settings<'t>,
) -> impl Iterator<Item = (&'s Item<'t>, &'static Replicated)> {
    settings.items.iter().filter(|item| item.is_set()).filter_map(|item| {
        let misspelt = || meant(settings, item.name).and_then(knowledge::replicated);
        Some((item, item.row.or_else(misspelt)?))
    })
}

/// The name that took the place of a setting.
pub(super) fn successor(row: &Replicated) -> Option<&'static str> {
    row.chart.or(row.instead)
}
