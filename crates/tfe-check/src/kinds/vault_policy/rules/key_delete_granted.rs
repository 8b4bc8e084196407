//! Rules that allow TFE to delete its own keys.

use vault_policy::{Capability, PatternKind, Rule as PolicyRule, edit};

use super::{granting_rules, legacy_policy_key};
use crate::base::finding::{Finding, Fix};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::KEY_DELETE_GRANTED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in granting_rules::all(facts).filter(|rule| deletes_keys(facts, rule)) {
        found.push(delete(facts, rule));
    }
    found
}

/// Whether a rule lets TFE delete its own keys.
pub(super) fn deletes_keys(facts: &Facts<'_>, rule: &PolicyRule) -> bool {
    facts.profile == Profile::TfeExternalVault
        && rule.read.capabilities.contains(Capability::Delete)
        && !keys(facts, rule).is_empty()
}

/// Which of TFE's keys a rule reaches.
fn keys(facts: &Facts<'_>, rule: &PolicyRule) -> Vec<&'static str> {
    let pattern = &rule.read.pattern;
    let reaches = |family: &&str| {
        let start = format!("{}/keys/{family}", facts.place.transit);
        let example = if *family == "atlas_" { "example" } else { "kdf" };
        pattern.matches(&format!("{start}{example}"))
            || (pattern.kind == PatternKind::Prefix && pattern.text.starts_with(&start))
            // What stands after a key's name is no key.
            || pattern.text.strip_prefix(&start).is_some_and(|name| !name.contains('/'))
    };
    ["atlas_", "archivist_"].into_iter().filter(reaches).collect()
}

fn delete(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let keys: Vec<String> = keys(facts, rule).iter().map(|k| format!("`{k}`")).collect();
    let what = format!("TFE may delete the {} keys. It never needs to.", keys.join(" and "));
    let why = "Data encrypted with a deleted key is lost forever.";
    let found = KEY_DELETE_GRANTED.at(granting_rules::word(rule, "delete"));
    if let Some((attribute, list)) = legacy_policy_key::without_delete(rule) {
        let edits = legacy_policy_key::as_capabilities(facts, rule, attribute, &list);
        let action = format!("Replace it with capabilities = [{list}].");
        let fix = edits.map(|edits| Fix::review("Write it as capabilities", edits));
        return found.say(what, why, action).fix(fix);
    }
    let fix = edit::remove_capability(facts.text, rule, Capability::Delete);
    found
        .say(what, why, "Remove \"delete\".")
        .fix(fix.map(|edits| Fix::review("Remove \"delete\"", edits)))
}
