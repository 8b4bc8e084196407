//! The secrets that only the names of the settings tell.

use text::Masker;

use super::facts::{Given, Settings};
use crate::secrets::{is_open, is_secret_name};

/// All of a text.
pub(super) fn of(text: &str) -> Masker {
    let mut masker = Masker::default();
    for item in Settings::of(text).items {
        if !item.is_secret() && !is_secret_name(item.name) {
            continue;
        }
        match &item.value {
            Given::Text(value, span) if !is_open(value.trim()) => {
                masker.add(*span, value.trim());
                masker.add_value(span.of(text));
            }
            Given::Word(word, span) if *word != "null" => masker.add(*span, word),
            _ => {}
        }
    }
    masker
}
