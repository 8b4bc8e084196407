//! A label that the chart needs for itself.

use helm_values::Value;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::POD_LABEL_APP;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let label = facts.key("pod.labels.app").filter(|v| !v.is_null());
    let mut found = Vec::new();
    if let Some(value) = label.filter(|v| v.as_str() != Some("terraform-enterprise")) {
        found.push(say(value));
    }
    found
}

fn say(value: &Value) -> Finding {
    POD_LABEL_APP.at(place::key(value)).say(
        "This replaces the label that the chart uses to find its pods.",
        "The cluster rejects the Deployment: `selector does not match template labels`.",
        "Choose another label.",
    )
}
