//! Availability zones where a region belongs.

use helm_values::Data;

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Given, Known};
use crate::knowledge::rules::helm_overrides::REGION_NOT_A_NAME;

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    out.extend(facts.setting("TFE_OBJECT_STORAGE_S3_REGION").and_then(|g| region(facts, &g)));
}

/// `eu-west-1a`: an availability zone. Other stores than Amazon's may call a region anything.
fn region(facts: &Facts<'_>, given: &Given<'_>) -> Option<Finding> {
    let text = given.text.trim();
    let name = text.strip_suffix(|c: char| c.is_ascii_lowercase())?;
    let (area, number) = name.rsplit_once('-')?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let words = area.contains('-') && area.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if !(digits && words) || facts.known("TFE_OBJECT_STORAGE_S3_ENDPOINT") != Known::Absent {
        return None;
    }
    let path = change::path_of(facts, given);
    let edits = change::put(facts, &path, Data::String(name.into()));
    let title = format!("Write `{name}`");
    let found = REGION_NOT_A_NAME.at(place::value(given.value)).say(
        format!("`{text}` is an availability zone, not a region."),
        "S3 has no such endpoint: `no such host`, and the storage startup check fails.",
        format!("{title}."),
    );
    Some(found.fix(edits.map(|edits| Fix::review(title, edits))))
}
