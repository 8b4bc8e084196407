//! Settings of an object storage that is not the chosen one.

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::rules::helm_overrides::STORAGE_OF_ANOTHER_TYPE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    other(facts).into_iter().collect()
}

/// Settings of a store that is not the chosen one.
fn other(facts: &Facts<'_>) -> Option<Finding> {
    let Known::Text(chosen) = facts.known("TFE_OBJECT_STORAGE_TYPE") else { return None };
    let stores = [
        ("s3", "TFE_OBJECT_STORAGE_S3_"),
        ("azure", "TFE_OBJECT_STORAGE_AZURE_"),
        ("google", "TFE_OBJECT_STORAGE_GOOGLE_"),
    ];
    if !stores.iter().any(|(name, _)| *name == chosen.trim()) {
        return None;
    }
    let given = facts.settings().find(|given| {
        let foreign = stores
            .iter()
            .any(|(name, start)| *name != chosen.trim() && given.name.starts_with(start));
        foreign && !given.text.trim().is_empty() && given.text != "false"
    })?;
    Some(STORAGE_OF_ANOTHER_TYPE.at(place::key(given.value)).say(
        format!("This setting is for another store than `{}`.", chosen.trim()),
        "TFE does not read it.",
        "Remove it, or correct `TFE_OBJECT_STORAGE_TYPE`.",
    ))
}
