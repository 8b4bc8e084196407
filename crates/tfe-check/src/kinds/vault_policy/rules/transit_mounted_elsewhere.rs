//! The transit engine under another mount than `transit`.

use vault_policy::Rule as PolicyRule;

use crate::base::finding::{Finding, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Facts, misspelt, mount};
use crate::knowledge::rules::vault_policy::TRANSIT_MOUNTED_ELSEWHERE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.profile != Profile::TfeExternalVault || facts.place.is_documented() {
        return Vec::new();
    }
    let place = facts.place.transit.as_str();
    let is_there = |rule: &&PolicyRule| mount(&rule.read.pattern.text) == Some(place);
    let first = facts.document.rules.iter().find(is_there);
    first.map(|rule| elsewhere(place, rule)).into_iter().collect()
}

/// What the paths of key-value engines begin with in policies; no namespace is called so.
const STORES: [&str; 2] = ["secret/data/", "kv/data/"];

/// Told once: everything else is checked at that mount.
fn elsewhere(mount: &str, rule: &PolicyRule) -> Finding {
    let found = TRANSIT_MOUNTED_ELSEWHERE.at(rule.path.span);
    if mount.contains(['$', '{', '<', '%']) {
        return found.say(
            format!("The mount `{mount}` is filled in later."),
            "The rules are checked as written; TFE calls the engine only at `transit/`.",
            "Make sure that it becomes `transit`.",
        );
    }
    if let Some(store) = STORES.iter().find(|store| mount.starts_with(**store)) {
        return found.severity(Severity::Warning).say(
            format!("The paths begin with `{store}`, like those of a key-value engine."),
            "TFE calls the engine at `transit/`; what these rules grant is denied there.",
            format!("Remove `{store}`."),
        );
    }
    if let Some(namespace) = mount.strip_suffix("/transit") {
        return found.say(
            format!("The paths begin with the namespace or mount `{namespace}`."),
            "Policy paths are relative to its own namespace; TFE calls the engine at `transit/`.",
            format!("Remove `{namespace}/` if the policy is written in namespace {namespace}."),
        );
    }
    // Nobody names an engine so.
    let severity = if misspelt(mount) { Severity::Warning } else { Severity::Info };
    found.severity(severity).say(
        format!("These rules are for a transit engine mounted at `{mount}`, not at `transit`."),
        "TFE calls the engine at `transit/`; no setting for another mount is documented.",
        format!(
            "Write `transit/` instead of `{mount}/`; `vault secrets move {mount}/ transit/` moves the engine."
        ),
    )
}
