//! A pod template of the agents that is not encoded.

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::When;
use crate::knowledge::rules::helm_overrides::AGENT_TEMPLATE_NOT_BASE64;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    plain(facts).into_iter().collect()
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
