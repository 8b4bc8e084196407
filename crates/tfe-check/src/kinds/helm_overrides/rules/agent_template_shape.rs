//! A pod template of the agents that is not one.

use helm_values::Value;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::AGENT_TEMPLATE_SHAPE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let template = facts.key("agentWorkerPodTemplate");
    let map = template.and_then(Value::as_map);
    let wrong = map.into_iter().flatten().filter(|(name, _)| SPEC.contains(&name.as_str()));
    let mut found = Vec::new();
    found.extend(wrong.map(|(name, value)| shape(name, value)).next());
    found.extend(template.and_then(as_text));
    found
}

/// Fields of a pod's spec that people put at the root.
const SPEC: [&str; 14] = [
    "containers",
    "initContainers",
    "nodeSelector",
    "tolerations",
    "affinity",
    "serviceAccountName",
    "volumes",
    "imagePullSecrets",
    "automountServiceAccountToken",
    "hostAliases",
    "dnsConfig",
    "topologySpreadConstraints",
    "priorityClassName",
    "template",
];

/// The chart encodes a text as one JSON string.
fn as_text(template: &Value) -> Option<Finding> {
    template.as_str().filter(|text| !text.trim().is_empty() && !is_placeholder(text))?;
    Some(AGENT_TEMPLATE_SHAPE.at(place::key(template)).say(
        "The agent template is text here; the chart expects keys.",
        "TFE gets one string instead of a template, and its kubernetes startup check fails.",
        "Remove the `|` or the quotes.",
    ))
}

fn shape(name: &str, value: &Value) -> Finding {
    AGENT_TEMPLATE_SHAPE.at(place::key(value)).say(
        format!("`{name}` does not belong at the root of a pod template."),
        "TFE ignores it, or its kubernetes startup check fails.",
        if name == "template" {
            "Move what is below it one level up."
        } else {
            "Put it under `spec`."
        },
    )
}
