//! The pod template of the agents.

use helm_values::{Data, Value};

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::When;
use crate::knowledge::rules::helm_overrides::{
    AGENT_TEMPLATE_NOT_BASE64, AGENT_TEMPLATE_SHAPE, AGENT_TEMPLATE_WITH_CONTAINERS,
};

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

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let template = facts.key("agentWorkerPodTemplate");
    let map = template.and_then(Value::as_map);
    let wrong = map.into_iter().flatten().filter(|(name, _)| SPEC.contains(&name.as_str()));
    out.extend(wrong.map(|(name, value)| shape(name, value)).next());
    out.extend(template.and_then(as_text));
    out.extend(containers(facts));
    out.extend(plain(facts));
}

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

fn containers(facts: &Facts<'_>) -> Option<Finding> {
    let list = facts.key("agentWorkerPodTemplate.spec.containers")?;
    let Data::List(items) = &list.data else { return None };
    (items.len() > 1).then(|| {
        AGENT_TEMPLATE_WITH_CONTAINERS.at(place::key(list)).say(
            format!("The agent template has {} containers; only one is allowed.", items.len()),
            "The kubernetes startup check fails: only one container is allowed.",
            "Keep one; the others can be init containers.",
        )
    })
}

fn plain(facts: &Facts<'_>) -> Option<Finding> {
    let given = facts.setting("TFE_RUN_PIPELINE_KUBERNETES_POD_TEMPLATE")?;
    let text = given.text.trim();
    let base64 = text.chars().all(|c| c.is_ascii_alphanumeric() || "+/=\n\r ".contains(c));
    let other = text.is_empty() || is_placeholder(text) || base64 && !text.contains(' ');
    if other || facts.chart_writes(When::AgentTemplate) {
        return None;
    }
    Some(AGENT_TEMPLATE_NOT_BASE64.at(place::key(given.value)).say(
        "The agent template must be base64-encoded JSON here.",
        "TFE cannot read it, and its kubernetes startup check fails.",
        "Write it as YAML under `agentWorkerPodTemplate`; the chart encodes it.",
    ))
}
