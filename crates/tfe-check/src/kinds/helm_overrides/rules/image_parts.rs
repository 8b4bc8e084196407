//! The parts of the image's reference.

use crate::kinds::helm_overrides::facts::{Facts, Known};

/// The registries that only a license opens.
pub(super) const HASHICORP: [&str; 2] = ["images.releases.hashicorp.com", "cp.icr.io"];

/// A part as the chart gets it; nothing where the file does not show it.
pub(super) fn text(facts: &Facts<'_>, key: &str) -> String {
    match facts.known(key) {
        Known::Text(text) => text.into_owned(),
        Known::Absent => {
            crate::knowledge::chart_key(key).and_then(|k| k.default).unwrap_or("").to_owned()
        }
        _ => String::new(),
    }
}
