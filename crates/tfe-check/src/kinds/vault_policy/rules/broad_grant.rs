//! Grants that TFE never needs, the most dangerous first.

use text::{Span, short};
use vault_policy::{Capability, PatternKind, Rule as PolicyRule, RuleKey, edit};

use super::{legacy_policy_key, narrowed};
use crate::base::finding::{Finding, Fix};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::{KEY_DELETE_GRANTED, PATH_TOO_BROAD, SUDO_GRANTED};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::TfeExternalVault {
        return;
    }
    for rule in &facts.document.rules {
        let capabilities = &rule.read.capabilities;
        if capabilities.is_empty() || capabilities.contains(Capability::Deny) {
            continue;
        }
        if deletes_keys(facts, rule) {
            out.push(delete(facts, rule));
        }
        if capabilities.contains(Capability::Sudo) {
            out.push(sudo(facts, rule));
        }
        if let Some(whose) = too_broad(facts, rule) {
            // A rule that is in the way of what is needed does not work.
            let why = match facts.denied_by(rule).is_empty() {
                true => "It works, but anyone who gets TFE's token gets all of that access too.",
                false => "Anyone who gets TFE's token gets all of that too.",
            };
            let found = PATH_TOO_BROAD.at(rule.path.span).say(
                format!("`{}` gives TFE access to {whose}.", short(&rule.path.value)),
                why,
                "Replace it with the documented rules, from `transit/keys/atlas_*` to `sys/mounts`.",
            );
            let edits = narrowed::narrowed(facts, rule);
            out.push(found.fix(edits.map(|e| Fix::review("Write the documented rules", e))));
        }
    }
}

/// Whether a finding is of a rule that works: what it lacks is told beside it.
pub(crate) fn works(finding: &Finding) -> bool {
    *finding.rule == PATH_TOO_BROAD
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
            // What stands behind a key's name is no key.
            || pattern.text.strip_prefix(&start).is_some_and(|name| !name.contains('/'))
    };
    ["atlas_", "archivist_"].into_iter().filter(reaches).collect()
}

fn delete(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let keys: Vec<String> = keys(facts, rule).iter().map(|k| format!("`{k}`")).collect();
    let what = format!("TFE may delete the {} keys. It never needs to.", keys.join(" and "));
    let why = "Data encrypted with a deleted key is lost forever.";
    let found = KEY_DELETE_GRANTED.at(word(rule, "delete"));
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

fn sudo(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let fix = edit::remove_capability(facts.text, rule, Capability::Sudo);
    let written = fix.is_some();
    SUDO_GRANTED
        .at(word(rule, "sudo"))
        .say(
            format!("`{}` grants sudo. TFE never needs it.", short(&rule.path.value)),
            "Anyone who gets TFE's token can use Vault's protected paths.",
            match written {
                true => "Remove \"sudo\".",
                false => "Replace `policy` with capabilities, without \"sudo\".",
            },
        )
        .often_said("Rules grant sudo. TFE never needs it.", "Remove \"sudo\" from each of them.")
        .fix(fix.map(|edits| Fix::review("Remove \"sudo\"", edits)))
}

/// The capability's own word; the whole value of the old form.
fn word(rule: &PolicyRule, capability: &str) -> Span {
    let lists = rule.all(RuleKey::Capabilities).flat_map(|a| a.elements());
    let element = lists.filter(|e| e.value.as_deref() == Some(capability)).map(|e| e.span).next();
    let legacy = || rule.all(RuleKey::Policy).next().map(|a| a.value.span);
    element.or_else(legacy).unwrap_or(rule.path.span)
}

/// What a rule reaches besides what TFE needs, by its path and by what it grants there.
fn too_broad(facts: &Facts<'_>, rule: &PolicyRule) -> Option<&'static str> {
    use Capability::{Create, Delete, Patch, Read, Sudo, Update};
    let granted = &rule.read.capabilities;
    let any = |wanted: &[Capability]| wanted.iter().any(|c| granted.contains(*c));
    // To list and to read names and settings reaches no key and no system.
    let changes = any(&[Create, Update, Patch, Delete, Sudo]);
    let transit = format!("{}/", facts.place.transit);
    let pattern = &rule.read.pattern;
    let text = pattern.text.as_str();
    if pattern.kind == PatternKind::Exact {
        return (text == "auth/token/create" && changes)
            .then_some("new tokens with any policy it has");
    }
    match text {
        "" | "*" | "+/*" | "+/+/*" if changes || any(&[Read]) => Some("everything in Vault"),
        "secret/" | "kv/" if changes || any(&[Read]) => Some("every secret of an engine"),
        "sys/" | "sys" if changes => Some("the whole system backend"),
        "auth/" | "auth/token/" if changes => Some("all logins and tokens"),
        _ if !changes => None,
        _ if Some(text) == transit.strip_suffix('/') || text == transit => {
            Some("every key of the transit engine")
        }
        _ => None,
    }
}
