//! A license that is not a license text.

use super::place;
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::LICENSE_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(given) = facts.setting("TFE_LICENSE") else { return Vec::new() };
    let text = given.text.trim();
    if text.is_empty() || is_placeholder(text) || text.contains(['<', '>']) {
        return Vec::new();
    }
    let file = text.starts_with(['/', '.']) || text.ends_with(".rli") || text.ends_with(".hclic");
    let broken = text.contains(['\n', '\r']);
    let blanks = text.contains(char::is_whitespace);
    let found = LICENSE_MALFORMED.at(place::key(given.value));
    let why =
        "`check failed: name=license`: failed parsing license: incorrectly formatted license.";
    match (file, broken, blanks) {
        (true, ..) => Some(found.say(
            "This is a file name; the license text belongs here.",
            why,
            "Paste the content of the `.hclic` file, or use `TFE_LICENSE_PATH`.",
        )),
        (_, true, _) => Some(found.severity(Severity::Warning).say(
            "The license contains line breaks.",
            "TFE most likely cannot parse it.",
            "Write it on one line.",
        )),
        (_, _, true) => Some(found.say(
            "The license contains spaces.",
            why,
            "Paste the content of the `.hclic` file unchanged.",
        )),
        _ => None,
    }
    .into_iter()
    .collect()
}
