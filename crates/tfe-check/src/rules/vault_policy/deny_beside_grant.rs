//! Two rules for the same path, one of which denies: Vault joins them, and the deny wins.

use vault_policy::{Capability, RuleKey};

use crate::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::policy::Facts;

static RULE: Rule = Rule::new("deny-beside-grant", Severity::Warning, Stage::Run)
    .source(Evidence::ChartSource, "Vault: vault/acl.go (rules for one path are joined)");

pub(crate) static RULES: [&Rule; 1] = [&RULE];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let rules = &facts.document.rules;
    let mut denied = std::collections::BTreeMap::new();
    for rule in rules.iter().filter(|r| r.read.capabilities.contains(Capability::Deny)) {
        denied.entry(&rule.read.pattern).or_insert(rule);
    }
    for rule in rules {
        let Some(deny) = denied.get(&rule.read.pattern) else { continue };
        if rule.read.capabilities.contains(Capability::Deny) || rule.read.capabilities.is_empty() {
            continue;
        }
        let at = rule.all(RuleKey::Capabilities).next().map_or(rule.path.span, |a| a.value.span);
        out.push(
            RULE.at(at)
                .say(
                    "What this rule grants is denied by another rule for the same path.",
                    "Vault joins rules for one path, and a deny takes everything away.",
                    "Remove one of the two rules.",
                )
                .related(deny.path.span, "denied here"),
        );
    }
}
