//! A Redis certificate that the chart does not use, because one of its three parts is missing.

use super::enumeration;
use super::place::key;
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::rules::helm_overrides::REDIS_CERTIFICATE_INCOMPLETE;

const BLOCKS: [(&str, &str, &str); 2] = [
    ("tlsRedis", "TFE_REDIS_USE_MTLS", "TFE_REDIS"),
    ("tlsRedisSidekiq", "TFE_REDIS_SIDEKIQ_USE_MTLS", "TFE_REDIS_SIDEKIQ"),
];

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (block, switch, prefix) in BLOCKS {
        found.extend(judge(facts, block, switch, prefix));
    }
    found
}

fn judge(facts: &Facts<'_>, block: &str, switch: &str, prefix: &str) -> Option<Finding> {
    let is_set = |field: &&str| facts.is_on(&format!("{block}.{field}"));
    let data = ["certData", "keyData", "caCertData"];
    let missing: Vec<&str> = data.iter().filter(|f| !is_set(f)).copied().collect();
    let any = missing.len() < data.len() || is_set(&"certificateSecret");
    let paths = ["CLIENT_CERT_PATH", "CLIENT_KEY_PATH", "CA_CERT_PATH"];
    let own_paths = paths.iter().any(|p| facts.setting(&format!("{prefix}_{p}")).is_some());
    if !any || missing.is_empty() || own_paths {
        return None;
    }
    let at = facts.key(block)?;
    let on = matches!(facts.known(switch), Known::Text(t) if t == "true");
    Some(REDIS_CERTIFICATE_INCOMPLETE.at(key(at)).severity(if on { Severity::Error } else { Severity::Warning }).say(
        format!(
            "`{block}` needs all three of its fields; missing: {}.",
            enumeration::join(&missing)
        ),
        "The chart creates no Secret and no paths, even with a name in `certificateSecret`.",
        "Add what is missing.",
    ))
}
