//! The settings themselves: nothing in them is wrong.

use text::Span;

use crate::base::finding::Finding;
use crate::kinds::effective_settings::facts::begin;
use crate::knowledge::rules::effective_settings::SETTINGS_OF_A_RUNNING_TFE;

/// Says how many there are, at the first line.
pub(in crate::kinds::effective_settings) fn shown(text: &str, count: usize) -> Finding {
    let start = begin(text).unwrap_or(0);
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    SETTINGS_OF_A_RUNNING_TFE.at(Span::new(start, start + line.len())).say(
        format!("These are {count} settings of a running TFE."),
        "They are what TFE has read, with its defaults; nothing in them is checked by itself.",
        "Give the values file with them to see where both differ.",
    )
}
