//! Secrets that are encoded though the chart encodes them itself.

use helm_values::Data;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::SECRET_ENCODED_TWICE;
use crate::knowledge::{self, Form};
use text::base64;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.secrets() {
        let Data::String(raw) = &given.value.data else { continue };
        if !raw.starts_with("b64:") {
            found.extend(encoded(&given));
        }
    }
    found
}

/// Text that decodes to plain text was most likely encoded by hand.
fn encoded(given: &Given<'_>) -> Option<Finding> {
    let by_nature = knowledge::setting(given.name).is_some_and(|s| s.form == Form::JsonOrBase64)
        || given.name == "TFE_OBJECT_STORAGE_AZURE_ACCOUNT_KEY"
        || given.name.starts_with("TFE_VAULT_");
    let text = given.text.trim();
    if by_nature || text.len() < 12 || text.contains(char::is_whitespace) {
        return None;
    }
    let plain = String::from_utf8(base64::decode(text)?).ok()?;
    let printable =
        plain.trim().chars().all(|c| c == '\n' || c == '\r' || (' '..='~').contains(&c));
    (printable && plain.trim().len() >= 6 && says_something(&plain)).then(|| {
        SECRET_ENCODED_TWICE.at(place::key(given.value)).say(
            "This secret is already base64, and the chart encodes it again.",
            "TFE gets the base64 text instead of the secret.",
            "Write the secret itself.",
        )
    })
}

/// Words, JSON, PEM or a license; a short password may decode to anything.
fn says_something(plain: &str) -> bool {
    let plain = plain.trim();
    plain.starts_with("-----BEGIN")
        || plain.starts_with('{')
        || plain.starts_with("02MV4")
        || plain.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.!@ ".contains(*c)).count() * 10
            >= plain.chars().count() * 9
}
