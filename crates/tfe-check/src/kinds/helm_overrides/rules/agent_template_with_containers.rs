//! A pod template of the agents with more than one container.

use helm_values::Data;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::AGENT_TEMPLATE_WITH_CONTAINERS;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    containers(facts).into_iter().collect()
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
