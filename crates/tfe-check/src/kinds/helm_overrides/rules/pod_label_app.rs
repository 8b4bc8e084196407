//! A label that the chart needs for itself.

use helm_values::Value;

use super::place;
use crate::base::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::kinds::helm_overrides::facts::Facts;

pub(crate) static RULE: Rule = Rule::new("pod-label-app", Severity::Error, Stage::Cluster).source(
    Evidence::ChartSource,
    "chart templates/deployment.yaml: the selector asks for app: terraform-enterprise",
);

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let label = facts.key("pod.labels.app").filter(|v| !v.is_null());
    if let Some(value) = label.filter(|v| v.as_str() != Some("terraform-enterprise")) {
        out.push(say(value));
    }
}

fn say(value: &Value) -> Finding {
    RULE.at(place::key(value)).say(
        "This replaces the label that the chart uses to find its pods.",
        "The cluster rejects the Deployment: `selector does not match template labels`.",
        "Choose another label.",
    )
}
