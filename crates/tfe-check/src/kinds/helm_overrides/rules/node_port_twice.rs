//! Two Services with one node port.

use helm_values::Value;

use super::place;
use super::port_numbers::port;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::NODE_PORT_TWICE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    nodes(facts).into_iter().collect()
}

fn nodes(facts: &Facts<'_>) -> Option<Finding> {
    let is_node = |block: &str| {
        facts.key(&format!("{block}.type")).and_then(Value::as_str) == Some("NodePort")
    };
    let second = facts.variables().any(|g| g.name == "TFE_HOSTNAME_SECONDARY" && g.value.truthy());
    if !second || !is_node("service") || !is_node("serviceSecondary") {
        return None;
    }
    let (a, b) = (port(facts, "service.nodePort")?, port(facts, "serviceSecondary.nodePort")?);
    let at = facts.key("serviceSecondary.nodePort").or(facts.key("serviceSecondary.type"))?;
    (a == b).then(|| {
        NODE_PORT_TWICE.at(place::key(at)).say(
            format!("Both Services use the node port {a}."),
            "The cluster rejects the second: `provided port is already allocated`.",
            "Give `serviceSecondary.nodePort` another one.",
        )
    })
}
