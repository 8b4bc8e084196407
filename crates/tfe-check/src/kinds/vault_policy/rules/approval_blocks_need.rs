//! A control group, or a second factor, on what a program asks for by itself.

use vault_policy::{Attribute, Operation, Rule as PolicyRule, RuleKey};

use super::change;
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Facts, Probe, worst};
use crate::knowledge::rules::vault_policy::APPROVAL_BLOCKS_NEED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in &facts.document.rules {
        for key in [RuleKey::ControlGroup, RuleKey::MfaMethods] {
            let Some(attribute) = rule.all(key).next() else { continue };
            let held = facts.asked.iter().flat_map(|a| &a.probes).filter(|probe| {
                let decides =
                    facts.deciding(probe).is_some_and(|r| r.read.pattern == rule.read.pattern);
                decides && probe.answer.allowed && holds(rule, key, probe)
            });
            if let Some(worst) = worst(held) {
                found.push(say(facts, key, attribute, worst));
            }
        }
    }
    found
}

/// Whether a request has to wait for somebody.
fn holds(rule: &PolicyRule, key: RuleKey, probe: &Probe) -> bool {
    if key == RuleKey::MfaMethods {
        return rule.read.limits().mfa_methods.as_ref().is_some_and(|methods| !methods.is_empty());
    }
    let asked = Operation::of_word(probe.call.operation).and_then(Operation::needs);
    let mut factors =
        rule.read.limits().control_group.iter().flat_map(|group| group.factors.values());
    // A factor that names no capabilities is for all of them.
    factors.any(|factor| {
        let words = &factor.controlled_capabilities;
        words.is_empty() || asked.is_some_and(|a| words.iter().any(|word| word == a.word()))
    })
}

fn say(facts: &Facts<'_>, key: RuleKey, attribute: &Attribute, worst: &Probe) -> Finding {
    let what = match key {
        RuleKey::ControlGroup => {
            "This control group holds each response until somebody approves it."
        }
        _ => "This rule requires a second factor with each request.",
    };
    let why = format!(
        "No program can provide it, so the attempt to {} fails. Only Vault Enterprise enforces it.",
        worst.call.purpose
    );
    let edits = change::without_attribute(facts, attribute);
    APPROVAL_BLOCKS_NEED
        .at(attribute.key.span)
        .severity(worst.severity().min(Severity::Warning))
        .say(what, why, format!("Remove `{}` from this rule.", key.word()))
        .when_repeated()
        .fix(edits.map(|edits| Fix::review(format!("Remove {}", key.word()), edits)))
}
