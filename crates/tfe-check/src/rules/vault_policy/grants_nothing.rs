//! A rule with no capabilities grants nothing, and still decides for its paths.

use std::collections::HashSet;

use text::Span;
use vault_policy::{PathPattern, RuleKey};

use crate::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::policy::Facts;

static RULE: Rule = Rule::new("rule-grants-nothing", Severity::Warning, Stage::Run)
    .source(Evidence::ChartSource, "Vault: vault/policy.go, vault/acl.go");

pub(crate) static RULES: [&Rule; 1] = [&RULE];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let rules = &facts.document.rules;
    let granting: HashSet<&PathPattern> =
        rules.iter().filter(|r| !r.read.capabilities.is_empty()).map(|r| &r.read.pattern).collect();
    // Problems lie in the order of the text; a rule with one in it says more than it grants.
    let problems = &facts.document.problems;
    let broken = |span: Span| {
        let next = problems.partition_point(|p| p.span.start < span.start);
        problems.get(next).is_some_and(|p| p.span.start < span.end)
    };
    for rule in rules {
        let granted = !rule.read.capabilities.is_empty();
        if granted || granting.contains(&rule.read.pattern) || broken(rule.span) {
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
