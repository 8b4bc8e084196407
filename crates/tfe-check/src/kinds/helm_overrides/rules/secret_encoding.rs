//! Secrets that are encoded though the chart encodes them itself, or not as their prefix says.

use helm_values::Data;

use super::place;
use crate::base::finding::Finding;
use crate::carry::base64;
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::{ENCODED_SECRET_MALFORMED, SECRET_ENCODED_TWICE};
use crate::knowledge::{self, Form, Trait};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for given in facts.secrets() {
        let Data::String(raw) = &given.value.data else { continue };
        match raw.strip_prefix("b64:") {
            // For a chart without this prefix, that is reported instead.
            Some(_) if !facts.chart_does(Trait::EncodedSecrets) => {}
            Some(rest) => out.extend(prefixed(&given, rest)),
            None => out.extend(encoded(&given)),
        }
    }
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

fn prefixed(given: &Given<'_>, rest: &str) -> Option<Finding> {
    let fits = rest.trim().is_empty() || base64::decode(rest).is_some();
    (!fits).then(|| {
        ENCODED_SECRET_MALFORMED.at(place::value(given.value)).say(
            "The text after `b64:` is not standard base64 with padding.",
            "The cluster rejects the Secret: `illegal base64 data`.",
            "Encode the secret with `base64 -w0`, or write it without `b64:`.",
        )
    })
}
