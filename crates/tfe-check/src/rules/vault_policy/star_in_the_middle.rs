//! A `*` that is not last: Vault reads it as a plain character.

use text::Span;
use vault_policy::Rule as PolicyRule;

use crate::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::policy::{Facts, TFE_NEEDS};

static RULE: Rule = Rule::new("star-in-the-middle", Severity::Warning, Stage::Run)
    .source(Evidence::ChartSource, "Vault: vault/policy.go, vault/acl.go");

pub(crate) static RULES: [&Rule; 1] = [&RULE];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for rule in &facts.document.rules {
        let Some(at) = rule.read.pattern.literal_star() else { continue };
        let documented =
            TFE_NEEDS.iter().any(|n| n.calls.is_empty() && n.path == rule.read.pattern.text);
        let found = RULE.at(star(facts, rule, at));
        out.push(if documented {
            found.severity(Severity::Info).say(
                "A `*` in the middle is read literally, so this rule matches nothing.",
                "Harmless; the documented policy has it too, and other rules cover what it means.",
                "Nothing.",
            )
        } else {
            found.say(
                "A `*` in the middle is read literally, so this rule matches nothing real.",
                "Only a key or mount with a star in its name would be found by it.",
                "Use + for one whole segment, or end the path with *.",
            )
        });
    }
}

/// The star itself, where the path is written without escapes; else the whole path.
fn star(facts: &Facts<'_>, rule: &PolicyRule, at: usize) -> Span {
    let lead = rule.path.value.len() - rule.path.value.trim_start_matches('/').len();
    let start = rule.path.span.start + 1 + lead.min(1) + at;
    let star = Span::new(start, start + 1);
    if star.of(facts.text) == "*" { star } else { rule.path.span }
}
