//! Names that TFE on Replicated did not have.

use std::sync::OnceLock;

use text::Vocabulary;

use super::facts::{Item, Settings};
use crate::knowledge;

/// A file with more unknown names is not searched for more slips.
const MOST: usize = 100;

/// The settings that nobody knows. Only a file that is known by its other names says that a name is wrong.
pub(super) fn unknown<'s, 't>(settings: &'s Settings<'t>) -> impl Iterator<Item = &'s Item<'t>> {
    let any = settings.items.iter().any(|item| item.row.is_some());
    settings.items.iter().filter(move |item| any && item.row.is_none()).take(MOST)
}

/// The setting that was surely meant, and that the file does not have yet.
pub(super) fn meant(settings: &Settings<'_>, name: &str) -> Option<&'static str> {
    static NAMES: OnceLock<Vocabulary<'static>> = OnceLock::new();
    let all = || Vocabulary::new(knowledge::replicated_settings().iter().map(|row| row.name));
    let meant = NAMES.get_or_init(all).slip(name)?;
    settings.item(meant).is_none().then_some(meant)
}
