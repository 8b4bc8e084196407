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
            let words = stands_for(word);
            let list = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
            // JSON mode writes the key in quotes and a colon; the change would have to follow that.
            let alone = rule.attributes.len() == 1 && attribute.assign.is_some();
            let hcl = facts.document.mode == vault_policy::Mode::Hcl;
            let fix = (alone && hcl && !words.is_empty()).then(|| {
                let edit = Edit::replace(attribute.span, format!("capabilities = [{list}]"));
                Fix::review("Write it as capabilities", edit)
            });
            out.push(
                RULE.at(attribute.span)
                    .say(
                        "This is the old form of a rule.",
                        match words {
                            [] => {
                                "Vault still knows it, with the words read, write, sudo and deny."
                                    .to_owned()
                            }
                            words => format!("It works. It stands for {}.", words.join(", ")),
                        },
                        "Write capabilities instead, and only those that are needed.",
                    )
                    .fix(fix),
            );
        }
    }
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
