//! Grants that TFE never needs, the most dangerous first.

use text::Span;
use vault_policy::{Capability, PatternKind, Rule as PolicyRule, RuleKey, edit};

use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::kind::Profile;
use crate::policy::{Facts, TFE_NEEDS};

const NEEDED: &str = "Terraform Enterprise documentation, External Vault: policy";

static DELETE: Rule = Rule::new("key-delete-granted", Severity::Warning, Stage::Run)
    .source(Evidence::Documented, NEEDED)
    .fix(Safety::Safe);
static SUDO: Rule = Rule::new("sudo-granted", Severity::Warning, Stage::Run)
    .source(Evidence::Documented, NEEDED)
    .fix(Safety::Review);
static BROAD: Rule =
    Rule::new("path-too-broad", Severity::Warning, Stage::Run).source(Evidence::Documented, NEEDED);

pub(crate) static RULES: [&Rule; 3] = [&DELETE, &SUDO, &BROAD];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::TfeExternalVault {
        return;
    }
    for rule in &facts.document.rules {
        let capabilities = &rule.read.capabilities;
        if capabilities.is_empty() || capabilities.contains(Capability::Deny) {
            continue;
        }
        if capabilities.contains(Capability::Delete) && reaches_keys(rule) {
            out.push(delete(facts, rule));
        }
        if capabilities.contains(Capability::Sudo) {
            out.push(sudo(facts, rule));
        }
        if let Some(whose) = too_broad(rule) {
            out.push(BROAD.at(rule.path.span).say(
                format!("This rule lets TFE reach {whose}."),
                "It works, but whoever gets TFE's token gets all of that too.",
                "Name the documented paths instead.",
            ));
        }
    }
}

/// Whether a request to delete one of TFE's keys is decided by this rule or by one like it.
fn reaches_keys(rule: &PolicyRule) -> bool {
    let pattern = &rule.read.pattern;
    ["transit/keys/atlas_example", "transit/keys/archivist_kdf"]
        .iter()
        .any(|key| pattern.matches(key))
        || (pattern.kind != PatternKind::Segments
            && ["transit/keys/atlas_", "transit/keys/archivist_"]
                .iter()
                .any(|k| pattern.text.starts_with(k)))
}

fn delete(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let keys = if rule.read.pattern.text.contains("archivist_") { "archivist_" } else { "atlas_" };
    let fix = edit::remove_capability(facts.text, rule, Capability::Delete);
    DELETE
        .at(word(rule, "delete"))
        .say(
            format!("TFE may delete the `{keys}` keys. It never needs to."),
            "Data encrypted with a deleted key is lost for ever.",
            "Remove \"delete\".",
        )
        .fix(fix.map(|edits| Fix::safe("Remove \"delete\"", edits)))
}

fn sudo(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let fix = edit::remove_capability(facts.text, rule, Capability::Sudo);
    SUDO.at(word(rule, "sudo"))
        .say(
            "This rule grants sudo. TFE never needs it.",
            "Whoever gets TFE's token may use Vault's protected paths.",
            "Remove \"sudo\".",
        )
        .fix(fix.map(|edits| Fix::review("Remove \"sudo\"", edits)))
}

/// The capability's own word; the whole value of the old form.
fn word(rule: &PolicyRule, capability: &str) -> Span {
    let lists = rule.all(RuleKey::Capabilities).flat_map(|a| a.elements());
    let element = lists.filter(|e| e.value.as_deref() == Some(capability)).map(|e| e.span).next();
    let legacy = || rule.all(RuleKey::Policy).next().map(|a| a.value.span);
    element.or_else(legacy).unwrap_or(rule.path.span)
}

/// What a prefix rule reaches besides what TFE needs.
fn too_broad(rule: &PolicyRule) -> Option<&'static str> {
    let pattern = &rule.read.pattern;
    if pattern.kind == PatternKind::Exact {
        return (pattern.text == "auth/token/create").then_some("new tokens, of any policy it has");
    }
    let text = pattern.text.as_str();
    let documented = TFE_NEEDS.iter().any(|n| n.path.trim_end_matches('*') == text);
    match text {
        "" | "*" | "+/*" => Some("everything in Vault"),
        "sys/" | "sys" => Some("the whole system backend"),
        "auth/" | "auth/token/" => Some("all logins and tokens"),
        "transit/" | "transit" => Some("every key of the transit engine"),
        "secret/" | "kv/" if !documented => Some("every secret of an engine"),
        _ => None,
    }
}
