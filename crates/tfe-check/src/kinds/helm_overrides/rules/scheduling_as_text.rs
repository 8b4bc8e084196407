//! Rules of scheduling that are written as text.

use helm_values::Value;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::SCHEDULING_AS_TEXT;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for path in SCHEDULING {
        found.extend(facts.key(path).and_then(|value| scheduling(path, value)));
    }
    found
}

const SCHEDULING: [&str; 4] =
    ["nodeSelector", "affinity", "tolerations", "topologySpreadConstraints"];

fn scheduling(path: &str, value: &Value) -> Option<Finding> {
    value.as_str()?;
    Some(SCHEDULING_AS_TEXT.at(place::value(value)).say(
        format!("`{path}` is text; the chart's comment allows it, but it does not work."),
        format!("The cluster rejects the Deployment: `cannot unmarshal string into … {path}`."),
        "Remove the `|` or the quotes.",
    ))
}
