//! A rule with no capabilities grants nothing, and still decides for its paths.

use vault_policy::RuleKey;

use crate::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::policy::Facts;

static RULE: Rule = Rule::new("rule-grants-nothing", Severity::Warning, Stage::Run)
    .source(Evidence::ChartSource, "Vault: vault/policy.go, vault/acl.go");

pub(crate) static RULES: [&Rule; 1] = [&RULE];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for (index, rule) in facts.document.rules.iter().enumerate() {
        let broken = facts.document.problems.iter().any(|p| rule.span.contains(p.span));
        let same = |(i, r): (usize, &vault_policy::Rule)| {
            i != index && r.read.pattern == rule.read.pattern && !r.read.capabilities.is_empty()
        };
        let joined = facts.document.rules.iter().enumerate().any(same);
        if broken || joined || !rule.read.capabilities.is_empty() {
            continue;
        }
        let at = rule.all(RuleKey::Capabilities).next().map_or(rule.path.span, |a| a.value.span);
        out.push(RULE.at(at).say(
            "This rule grants nothing.",
            "For its paths it decides alone, so broader rules do not count there either.",
            "Give it capabilities, write \"deny\" if that is meant, or remove the rule.",
        ));
    }
}
