//! Buckets that are named by an address.

use helm_values::Data;

use super::{change, place};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given, is_placeholder};
use crate::knowledge::rules::helm_overrides::BUCKET_NOT_A_NAME;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in ["TFE_OBJECT_STORAGE_S3_BUCKET", "TFE_OBJECT_STORAGE_GOOGLE_BUCKET"] {
        found.extend(facts.setting(name).and_then(|given| bucket(facts, &given)));
    }
    found
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
        let edits = change::put(facts, &change::path_of(facts, given), Data::String(bare.into()))?;
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
