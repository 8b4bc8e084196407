//! Values of the object storage: bucket names, credentials, settings of another store.

use helm_values::Data;

use super::{change, place};
use crate::base::finding::{Finding, Fix, Severity};
use crate::carry::base64;
use crate::kinds::helm_overrides::facts::{Facts, Given, Known, is_placeholder};
use crate::knowledge::rules::helm_overrides::{
    BUCKET_NOT_A_NAME, GOOGLE_CREDENTIALS_MALFORMED, REGION_NOT_A_NAME, STORAGE_OF_ANOTHER_TYPE,
};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for name in ["TFE_OBJECT_STORAGE_S3_BUCKET", "TFE_OBJECT_STORAGE_GOOGLE_BUCKET"] {
        out.extend(facts.setting(name).and_then(|given| bucket(facts, &given)));
    }
    out.extend(facts.setting("TFE_OBJECT_STORAGE_GOOGLE_CREDENTIALS").and_then(|g| google(&g)));
    out.extend(other(facts));
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
    let edits = change::put(facts, &path, Data::String(name.to_owned()));
    let title = format!("Write `{name}`");
    let found = REGION_NOT_A_NAME.at(place::value(given.value)).say(
        format!("`{text}` is an availability zone, not a region."),
        "S3 has no such endpoint: `no such host`, and the storage startup check fails.",
        format!("{title}."),
    );
    Some(found.fix(edits.map(|edits| Fix::review(title, edits))))
}

fn bucket(facts: &Facts<'_>, given: &Given<'_>) -> Option<Finding> {
    let text = given.text.trim();
    let url = text.contains('/');
    let arn = text.starts_with("arn:");
    if !(url || arn)
        || text.contains(":accesspoint/")
        || is_placeholder(text)
        || text.contains(['<', '>'])
    {
        return None;
    }
    let bare = text
        .strip_prefix("s3://")
        .or(text.strip_prefix("gs://"))
        .or(text.strip_prefix("arn:aws:s3:::"));
    let bare = bare.map(|b| b.trim_end_matches('/')).filter(|b| !b.is_empty() && !b.contains('/'));
    let fix = bare.and_then(|bare| {
        let edits =
            change::put(facts, &change::path_of(facts, given), Data::String(bare.to_owned()))?;
        Some(Fix::review("Keep only the name", edits))
    });
    let severity = if arn { Severity::Warning } else { Severity::Error };
    let found = BUCKET_NOT_A_NAME.at(place::value(given.value)).severity(severity).say(
        "Use only the name of the bucket here.",
        "`InvalidBucketName`; TFE cannot reach its storage and does not start.",
        "Write the bucket's name without scheme, host or path.",
    );
    Some(found.fix(fix))
}

fn google(given: &Given<'_>) -> Option<Finding> {
    let text = given.text.trim();
    let is_json = |t: &str| {
        let inside = t.trim().strip_prefix('{').and_then(|t| t.strip_suffix('}'));
        inside.is_some_and(|t| t.trim_start().starts_with('"'))
    };
    let decoded = base64::decode(text).and_then(|bytes| String::from_utf8(bytes).ok());
    if text.is_empty()
        || is_placeholder(text)
        || is_json(text)
        || decoded.is_some_and(|t| is_json(&t))
    {
        return None;
    }
    let hidden = given.secret && !matches!(given.value.data, Data::String(_));
    (!hidden).then(|| {
        GOOGLE_CREDENTIALS_MALFORMED.at(place::key(given.value)).say(
            "These credentials are neither JSON nor base64-encoded JSON.",
            "TFE cannot read them and cannot reach its storage.",
            "Write the key file as base64: `base64 -w0 key.json`.",
        )
    })
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
