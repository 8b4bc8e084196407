//! `policy = "write"`, the form of before Vault 0.5.

use text::{Edit, EditSet};
use vault_policy::{Attribute, AttributeValue, Mode, Rule as PolicyRule, RuleKey};

use super::{denials, key_delete_granted, old_era};
use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::LEGACY_POLICY_KEY;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in &facts.document.rules {
        // What lets TFE delete its keys, and rules of Private TFE, are reported as that.
        if key_delete_granted::deletes_keys(facts, rule) || old_era::is_told(facts, rule) {
            continue;
        }
        for attribute in rule.all(RuleKey::Policy) {
            let AttributeValue::Scalar(word) = &attribute.value.value else { continue };
            let words = stands_for(word);
            let fix = (!words.is_empty())
                .then(|| as_capabilities(facts, rule, attribute, &quoted(words)))
                .flatten()
                .map(|edits| Fix::review("Write it as capabilities", edits));
            found.push(
                LEGACY_POLICY_KEY
                    .at(attribute.span)
                    .say(
                        "This is the old form of a rule.",
                        match words {
                            [] => {
                                "Vault still accepts it, with the words read, write, sudo and deny."
                                    .to_owned()
                            }
                            words => meaning(rule, words),
                        },
                        "Use capabilities instead, and only those that are needed.",
                    )
                    .when_repeated()
                    .fix(fix),
            );
        }
    }
    found
}

/// What the old key means in its rule. A deny overrides all that is granted, in whichever key it is.
fn meaning(rule: &PolicyRule, words: &[&str]) -> String {
    let listed = rule.all(RuleKey::Capabilities).next().is_some();
    let means = words.join(", ");
    match (denials::old_deny(rule).is_some(), denials::denies(rule)) {
        (true, _) if listed => {
            "It works. It means deny, so `capabilities` does not count.".to_owned()
        }
        (false, true) => format!("It means {means}, but the deny in `capabilities` overrides it."),
        _ => format!("It works. It means {means}."),
    }
}

/// The attribute that grants `delete`, and what it stands for besides.
pub(super) fn without_delete(rule: &PolicyRule) -> Option<(&Attribute, String)> {
    let listed = rule.all(RuleKey::Capabilities).flat_map(|a| a.elements());
    if listed.into_iter().any(|e| e.value.as_deref() == Some("delete")) {
        return None;
    }
    let attribute = rule.all(RuleKey::Policy).last()?;
    let AttributeValue::Scalar(word) = &attribute.value.value else { return None };
    let words: Vec<&str> =
        stands_for(word).iter().copied().filter(|w| !["delete", "sudo"].contains(w)).collect();
    Some((attribute, quoted(&words)))
}

/// The list in place of the old key, where the rule holds nothing else. JSON mode writes the key in
/// quotes and a colon; the change would have to follow that.
pub(super) fn as_capabilities(
    facts: &Facts<'_>,
    rule: &PolicyRule,
    attribute: &Attribute,
    list: &str,
) -> Option<EditSet> {
    let alone = rule.attributes.len() == 1 && attribute.assign.is_some();
    let hcl = facts.document.mode == Mode::Hcl;
    let edit = || Edit::replace(attribute.span, format!("capabilities = [{list}]")).into();
    (alone && hcl).then(edit)
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ")
}

fn stands_for(word: &str) -> &'static [&'static str] {
    match word {
        "deny" => &["deny"],
        "read" => &["read", "list"],
        "write" => &["create", "read", "update", "delete", "list"],
        "sudo" => &["create", "read", "update", "delete", "list", "sudo"],
        _ => &[],
    }
}
