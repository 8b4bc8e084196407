//! Rules that deny, and which of their three faults each of them has.

use std::collections::BTreeMap;

use vault_policy::{PathPattern, PatternKind, Rule as PolicyRule, is_near_default};

use super::denials::{catches_all, denies};
use super::{deny_beside_grant, deny_blocks_need, deny_without_effect};
use crate::base::finding::Finding;
use crate::kinds::vault_policy::{Facts, worst};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let rules = &facts.document.rules;
    let mut grants: BTreeMap<&PathPattern, &PolicyRule> = BTreeMap::new();
    for rule in rules.iter().filter(|r| !r.read.capabilities.is_empty() && !denies(r)) {
        grants.entry(&rule.read.pattern).or_insert(rule);
    }
    let mut told: Vec<&PathPattern> = Vec::new();
    let mut out = Vec::new();
    for rule in rules.iter().filter(|r| denies(r)) {
        if told.contains(&&rule.read.pattern) || told.len() > 100 {
            continue;
        }
        told.push(&rule.read.pattern);
        let blocked = facts.denied_by(rule);
        let worst = worst(blocked.iter().map(|(_, p)| *p));
        if let Some(grant) = grants.get(&rule.read.pattern) {
            out.push(deny_beside_grant::say(facts, rule, grant, worst));
        } else if let Some(worst) = worst {
            let all = || {
                catches_all(facts, rule)
                    .then(|| deny_without_effect::find(facts, rule, &grants))
                    .flatten()
            };
            out.extend(deny_blocks_need::find(facts, rule, worst).or_else(all));
        } else if let Some(found) = deny_beside_grant::in_one_list(facts, rule) {
            out.push(found);
        } else if rule.read.pattern.literal_star().is_none()
            && !grants.keys().any(|g| would_decide(g, &rule.read.pattern))
            // A deny is joined with what the default policy grants there.
            && !is_near_default(&rule.read.pattern.text)
        {
            out.extend(deny_without_effect::find(facts, rule, &grants));
        }
    }
    out
}

/// Whether a broader rule would decide for paths of this one, if it were not there. Patterns with a
/// `+` are taken to do so.
fn would_decide(grant: &PathPattern, deny: &PathPattern) -> bool {
    if grant.kind == PatternKind::Segments || deny.kind == PatternKind::Segments {
        return true;
    }
    grant.kind == PatternKind::Prefix && deny.text.starts_with(&grant.text)
}
