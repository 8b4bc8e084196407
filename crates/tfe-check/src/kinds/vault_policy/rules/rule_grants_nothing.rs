//! A rule with no capabilities grants nothing, but still overrides broader rules for its paths.

use std::collections::HashSet;

use text::{Span, short};
use vault_policy::{PathPattern, Rule as PolicyRule, RuleKey};

use super::change;
use super::lack::Lack;
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Facts, worst};
use crate::knowledge::rules::vault_policy::RULE_GRANTS_NOTHING;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in empty(facts) {
        if facts.denied_by(rule).is_empty() {
            found.push(RULE_GRANTS_NOTHING.at(granted_at(rule)).say(
                format!("`{}` grants nothing.", short(&rule.path.value)),
                "Only this rule decides its paths, so broader rules do not count there either.",
                "Add capabilities, write \"deny\" if that is what you mean, or remove the rule.",
            ));
        }
    }
    found
}

/// A rule that decides for what is needed is reported in place of all that is missing because of it.
/// Where it is a rule of the documented policy, what it lacks is reported as missing.
pub(crate) fn folded(facts: &Facts<'_>, missing: &mut Vec<Lack>) {
    if missing.is_empty() {
        return;
    }
    for rule in empty(facts) {
        let denied = facts.denied_by(rule);
        let worst = worst(denied.iter().map(|(_, p)| *p));
        let (Some(worst), false) = (worst, denied.iter().any(|(a, _)| a.covers(rule))) else {
            continue;
        };
        let Some(edits) = change::in_place_of(facts, rule, missing) else { continue };
        let found = RULE_GRANTS_NOTHING
            .at(granted_at(rule))
            .severity(worst.severity().max(Severity::Warning))
            .say(
                format!(
                    "`{}` grants nothing, and decides for {} calls.",
                    short(&rule.path.value),
                    denied.len()
                ),
                worst.call.why,
                "Add \"create\", \"read\" and \"update\", or write the documented rules.",
            )
            .fix(Fix::review("Write the documented rules", edits));
        missing.push(Lack::by_a_fault(found));
    }
}

/// The rules that grant nothing, and to whose path no other rule grants anything.
fn empty<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f PolicyRule> {
    let rules = &facts.document.rules;
    let granting: HashSet<&PathPattern> =
        rules.iter().filter(|r| !r.read.capabilities.is_empty()).map(|r| &r.read.pattern).collect();
    // Problems lie in the order of the text; a rule with one in it says more than it grants.
    let problems = &facts.document.problems;
    let broken = |span: Span| {
        let next = problems.partition_point(|p| p.span.start < span.start);
        problems.get(next).is_some_and(|p| p.span.start < span.end)
    };
    rules.iter().filter(move |r| {
        r.read.capabilities.is_empty() && !granting.contains(&r.read.pattern) && !broken(r.span)
    })
}

fn granted_at(rule: &PolicyRule) -> Span {
    rule.all(RuleKey::Capabilities).next().map_or(rule.path.span, |a| a.value.span)
}
