//! What is kept between visits: the theme and the chosen versions, nothing else.

use gloo::utils::{document_element, window};
use tfe_check::Options;
use web_sys::Storage;

const THEME: &str = "tfe-check.theme";
const VERSIONS: [&str; 3] = ["tfe-check.tfe", "tfe-check.chart", "tfe-check.vault"];

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light, whatever the system has.
    Light,
    /// Dark, whatever the system has.
    Dark,
}

/// The theme of the last visit, put on the page.
pub(crate) fn load_theme() -> Theme {
    // In a frame the page around it has said so already, or leaves it to the system.
    if document_element().has_attribute("data-embed") {
        return Theme::System;
    }
    let theme = match get(THEME).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    };
    show(theme);
    theme
}

/// From light to dark or back, as the page looks now.
pub(crate) fn switch_theme(theme: Theme) -> Theme {
    let system = || window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let dark = match theme {
        Theme::System => system().is_some_and(|m| m.matches()),
        Theme::Light => false,
        Theme::Dark => true,
    };
    let next = if dark { Theme::Light } else { Theme::Dark };
    show(next);
    set(THEME, Some(if dark { "light" } else { "dark" }));
    next
}

/// The versions that were chosen on the last visit.
pub(crate) fn load_versions() -> Options {
    let [tfe, chart, vault] = VERSIONS.map(|key| get(key).filter(|v| is_version(v)));
    Options { tfe, chart, vault }
}

/// Keeps the chosen versions.
pub(crate) fn save_versions(wanted: &Options) {
    for (key, value) in VERSIONS.iter().zip([&wanted.tfe, &wanted.chart, &wanted.vault]) {
        set(key, value.as_deref());
    }
}

/// What is stored may have been put there by somebody else.
fn is_version(text: &str) -> bool {
    !text.is_empty()
        && text.len() < 20
        && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
}

fn show(theme: Theme) {
    let root = document_element();
    let _ = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light => root.set_attribute("data-theme", "light"),
        Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
}

/// Not there in sandboxed frames and where the user forbids it.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn set(key: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}
