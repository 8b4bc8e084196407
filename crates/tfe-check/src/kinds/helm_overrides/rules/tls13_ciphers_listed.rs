//! Ciphers of TLS 1.3 in the list for TLS 1.2.

use super::{change, place};
use crate::base::finding::{Finding, Fix, Severity};
use crate::base::versions::TfeVersion;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::TLS13_CIPHERS_LISTED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(given) = facts.setting("TFE_TLS_CIPHERS") else { return Vec::new() };
    let text = given.text.trim();
    let mut ciphers = text.split([':', ',', ' ']).filter(|c| !c.is_empty());
    if text.is_empty() || is_placeholder(text) || !ciphers.all(|c| c.starts_with("TLS_")) {
        return Vec::new();
    }
    let old = facts.release.is_some_and(|r| TfeVersion::read("v202405-1").is_some_and(|v| r <= v));
    let severity = if old { Severity::Error } else { Severity::Warning };
    let fix = change::remove(facts, &change::path_of(facts, &given));
    let found = TLS13_CIPHERS_LISTED.at(place::value(given.value)).severity(severity).say(
        "These are TLS 1.3 ciphers; the list is for TLS 1.2.",
        "Up to v202405-1, nginx stops: `gave up: nginx entered FATAL state`.",
        "Remove the setting; TLS 1.3 needs no list.",
    );
    vec![found.fix(fix.map(|edits| Fix::review("Remove it", edits)))]
}
