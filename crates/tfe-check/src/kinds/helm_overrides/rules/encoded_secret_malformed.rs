//! Secrets that are not encoded as their prefix says.

use helm_values::Data;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::Trait;
use crate::knowledge::rules::helm_overrides::ENCODED_SECRET_MALFORMED;
use text::base64;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    // For a chart without this prefix, that is reported instead.
    if !facts.chart_does(Trait::EncodedSecrets) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for given in facts.secrets() {
        let Data::String(raw) = &given.value.data else { continue };
        found.extend(raw.strip_prefix("b64:").and_then(|rest| prefixed(&given, rest)));
    }
    found
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
