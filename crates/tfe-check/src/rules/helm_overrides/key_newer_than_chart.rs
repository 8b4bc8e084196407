//! A key that came with a later chart than the one in use.

use helm_values::Value;

use super::place::key;
use crate::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::knowledge::{self, ChartKey, KeyForm};
use crate::overrides::facts::Facts;

pub(crate) static RULE: Rule = Rule::new("key-newer-than-chart", Severity::Warning, Stage::Run)
    .source(Evidence::ChartSource, "chart tags v1.0.0 to v1.6.8: values.yaml");

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    walk(facts, "", facts.values, out);
}

fn walk(facts: &Facts<'_>, parent: &str, value: &Value, out: &mut Vec<Finding>) {
    for (name, value) in value.as_map().into_iter().flatten() {
        let path = if parent.is_empty() { name.clone() } else { format!("{parent}.{name}") };
        let Some(known) = knowledge::chart_key(&path) else { continue };
        if facts.versions.chart_before(known.since) {
            out.push(say(facts, known, value));
        } else if known.form == KeyForm::Block {
            walk(facts, &path, value, out);
        }
    }
}

fn say(facts: &Facts<'_>, known: &ChartKey, value: &Value) -> Finding {
    RULE.at(key(value)).say(
        format!("`{}` came with chart {}.", known.path, known.since),
        format!("Chart {} ignores it without a word.", facts.versions.chart),
        format!("Use chart {} or later, or remove it.", known.since),
    )
}
