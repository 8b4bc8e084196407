//! Availability zones where a region belongs, and slips in the names of regions.

use helm_values::Data;

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Given, Known};
use crate::knowledge::rules::helm_overrides::REGION_NOT_A_NAME;
use crate::knowledge::{is_region, meant_regions};

const S3: &str = "TFE_OBJECT_STORAGE_S3_REGION";
const S3_KEY: &str = "TFE_OBJECT_STORAGE_S3_SERVER_SIDE_ENCRYPTION_KMS_KEY_ID";

/// What happens with a region that AWS does not have.
const NO_STORAGE: &str =
    "S3 has no such endpoint: `no such host`, and the storage startup check fails.";
const NO_LOGIN: &str =
    "The login with AWS IAM is signed for a region that does not exist, and fails.";
const NO_KEY: &str = "There is no such key: S3 rejects what TFE uploads.";

/// The settings that have a region, or an ARN with one.
const SETTINGS: [(&str, &str); 6] = [
    (S3, NO_STORAGE),
    (S3_KEY, NO_KEY),
    ("TFE_DATABASE_PASSWORDLESS_AWS_REGION", NO_LOGIN),
    ("TFE_EXPLORER_DATABASE_PASSWORDLESS_AWS_REGION", NO_LOGIN),
    ("TFE_REDIS_PASSWORDLESS_AWS_REGION", NO_LOGIN),
    ("TFE_REDIS_SIDEKIQ_PASSWORDLESS_AWS_REGION", NO_LOGIN),
];

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let endpoint = facts.known("TFE_OBJECT_STORAGE_S3_ENDPOINT");
    // Other stores than Amazon's may call a region anything. A slip of Amazon's names shows whose it is, unless the
    // file itself names the store.
    let is_amazons = endpoint == Known::Absent;
    let may_be = is_amazons || endpoint == Known::Perhaps;
    let mut found = Vec::new();
    for (name, why) in SETTINGS {
        let Some(given) = facts.setting(name) else { continue };
        let in_region = || {
            region(&given)
                .and_then(|r| r.strip_suffix(|c: char| c.is_ascii_lowercase()))
                .is_some_and(is_region)
        };
        let may_be_zone = name != S3 || is_amazons || may_be && in_region();
        let of_zone = may_be_zone.then(|| zone(facts, &given, why)).flatten();
        let of_slip = || (name != S3 || may_be).then(|| slip(facts, &given, why)).flatten();
        found.extend(of_zone.or_else(of_slip));
    }
    found
}

/// The region in a value: all of it, or the one of an ARN.
fn region<'g>(given: &'g Given<'_>) -> Option<&'g str> {
    let text = given.text.trim();
    match text.strip_prefix("arn:") {
        None if given.name == S3_KEY => None,
        None => Some(text),
        Some(arn) => arn.split(':').nth(2),
    }
}

/// `eu-west-1a`: an availability zone.
fn zone(facts: &Facts<'_>, given: &Given<'_>, why: &'static str) -> Option<Finding> {
    let text = region(given)?;
    let name = text.strip_suffix(|c: char| c.is_ascii_lowercase())?;
    let (area, number) = name.rsplit_once('-')?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let words = area.contains('-') && area.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if !(digits && words) {
        return None;
    }
    let name = meant_regions(name).first().copied().unwrap_or(name);
    let what = format!("`{text}` is an availability zone, not a region.");
    Some(say(facts, given, (text, what, why), name))
}

/// `us-esat-1`: a slip, and not a region that may be new.
fn slip(facts: &Facts<'_>, given: &Given<'_>, why: &'static str) -> Option<Finding> {
    let text = region(given)?;
    let meant = meant_regions(text);
    let what = format!("`{text}` is not a region of AWS.");
    match meant.as_slice() {
        [] => None,
        [only] => Some(say(facts, given, (text, what, why), only)),
        several => {
            let names: Vec<String> = several.iter().map(|name| format!("`{name}`")).collect();
            let action = format!("Write the one that is meant: {}.", names.join(" or "));
            Some(REGION_NOT_A_NAME.at(place::value(given.value)).say(what, why, action))
        }
    }
}

fn say(
    facts: &Facts<'_>,
    given: &Given<'_>,
    (text, what, why): (&str, String, &'static str),
    meant: &str,
) -> Finding {
    let path = change::path_of(facts, given);
    let value = given.text.trim().replacen(text, meant, 1);
    let edits = change::put(facts, &path, Data::String(value.as_str().into()));
    let title = format!("Write `{meant}`");
    let found = REGION_NOT_A_NAME.at(place::value(given.value));
    let found = found.say(what, why, format!("{title}."));
    found.fix(edits.map(|edits| Fix::review(title, edits)))
}
