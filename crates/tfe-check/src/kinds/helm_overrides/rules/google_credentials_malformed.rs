//! Credentials for Google's storage that TFE cannot read.

use helm_values::Data;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, Given, is_placeholder};
use crate::knowledge::rules::helm_overrides::GOOGLE_CREDENTIALS_MALFORMED;
use text::base64;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    facts
        .setting("TFE_OBJECT_STORAGE_GOOGLE_CREDENTIALS")
        .and_then(|g| google(&g))
        .into_iter()
        .collect()
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
