//! `policy = "write"`, the form of before Vault 0.5.

use text::Edit;
use vault_policy::{AttributeValue, RuleKey};

use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::policy::Facts;

static RULE: Rule = Rule::new("legacy-policy-key", Severity::Info, Stage::Run)
    .source(Evidence::ChartSource, "Vault: vault/policy.go")
    .fix(Safety::Review);

pub(crate) static RULES: [&Rule; 1] = [&RULE];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for rule in &facts.document.rules {
        for attribute in rule.all(RuleKey::Policy) {
            let AttributeValue::Scalar(word) = &attribute.value.value else { continue };
            let Some(words) = stands_for(word) else { continue };
            let list = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
            // JSON mode writes the key in quotes and a colon; the change would have to follow that.
            let alone = rule.attributes.len() == 1 && attribute.assign.is_some();
            let hcl = facts.document.mode == vault_policy::Mode::Hcl;
            let fix = (alone && hcl).then(|| {
                let edit = Edit::replace(attribute.span, format!("capabilities = [{list}]"));
                Fix::review("Write it as capabilities", edit)
            });
            out.push(
                RULE.at(attribute.span)
                    .say(
                        "This is the old form of a rule.",
                        format!("It works. It stands for {}.", words.join(", ")),
                        "Write capabilities instead, and only those that are needed.",
                    )
                    .fix(fix),
            );
        }
    }
}

fn stands_for(word: &str) -> Option<&'static [&'static str]> {
    match word {
        "deny" => Some(&["deny"]),
        "read" => Some(&["read", "list"]),
        "write" => Some(&["create", "read", "update", "delete", "list"]),
        "sudo" => Some(&["create", "read", "update", "delete", "list", "sudo"]),
        _ => None,
    }
}
