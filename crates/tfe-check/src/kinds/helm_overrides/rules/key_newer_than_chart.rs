//! A key that came with a later chart than the one in use.

use helm_values::Value;

use super::place::{self, key};
use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::KEY_NEWER_THAN_CHART;
use crate::knowledge::{self, ChartKey, KeyForm, Trait};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    walk(facts, "", facts.values, &mut found);
    if !facts.chart_does(Trait::EncodedSecrets) {
        let encoded =
            |given: &Given<'_>| given.value.as_str().is_some_and(|t| t.starts_with("b64:"));
        found.extend(facts.secrets().filter(encoded).map(|given| encoded_secret(facts, &given)));
    }
    found
}

fn walk(facts: &Facts<'_>, parent: &str, value: &Value, out: &mut Vec<Finding>) {
    for (name, value) in value.as_map().into_iter().flatten() {
        let path = if parent.is_empty() { name.to_string() } else { format!("{parent}.{name}") };
        let Some(known) = knowledge::chart_key(&path) else { continue };
        if facts.versions.chart_lacks(known.since) {
            out.push(say(facts, known, value));
        } else if known.form == KeyForm::Block {
            walk(facts, &path, value, out);
        }
    }
}

/// The prefix is only on the chart's main branch.
fn encoded_secret(facts: &Facts<'_>, given: &Given<'_>) -> Finding {
    KEY_NEWER_THAN_CHART.at(place::value(given.value)).stage(Stage::Start).say(
        "No released chart supports the `b64:` prefix.",
        format!(
            "Chart {} encodes the whole text, and TFE gets the prefix with it.",
            facts.versions.chart
        ),
        "Write the secret itself, without `b64:`.",
    )
}

fn say(facts: &Facts<'_>, known: &ChartKey, value: &Value) -> Finding {
    KEY_NEWER_THAN_CHART.at(key(value)).say(
        format!("`{}` was added in chart {}.", known.path, known.since),
        format!("Chart {} silently ignores it.", facts.versions.chart),
        format!("Use chart {} or later, or remove it.", known.since),
    )
}
