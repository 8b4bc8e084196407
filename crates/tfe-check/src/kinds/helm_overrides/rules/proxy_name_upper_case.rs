//! Proxy settings in upper case.

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::PROXY_NAME_UPPER_CASE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let upper =
        facts.variables().find(|g| matches!(g.name, "HTTP_PROXY" | "HTTPS_PROXY" | "NO_PROXY"));
    upper
        .map(|given| {
            PROXY_NAME_UPPER_CASE.at(place::key(given.value)).say(
                "The documented proxy settings are in lower case.",
                "Some parts of TFE may not read this one.",
                format!("Write `{}`.", given.name.to_ascii_lowercase()),
            )
        })
        .into_iter()
        .collect()
}
