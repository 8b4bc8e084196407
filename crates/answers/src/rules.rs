//! The rules as rows of a list.

use serde_json::{Value, json};
use tfe_check::Rule;

use crate::pages::{kind_of_rule, page};

/// All rules, by kind and name.
pub fn rules_in_order() -> Vec<&'static Rule> {
    let mut rules: Vec<&Rule> = tfe_check::rules().collect();
    rules.sort_by_key(|rule| (kind_of_rule(rule.name), rule.name));
    rules
}

/// The first heading of a rule's page: what is wrong, in a few words.
pub fn rule_title(rule: &Rule) -> &'static str {
    let page = page(rule.name).unwrap_or_default();
    page.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default()
}

/// What a list says of a rule.
pub fn rule_row(rule: &Rule) -> Value {
    json!({
        "name": rule.name,
        "kind": kind_of_rule(rule.name),
        "title": rule_title(rule),
        "severity": rule.severity,
        "stage": rule.stage,
        "evidence": rule.evidence,
        "source": rule.source,
        "fix": rule.fix,
        "data_loss": rule.data_loss,
    })
}
