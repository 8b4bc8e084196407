//! Ports that collide.

use helm_values::Value;

use super::place;
use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::{NODE_PORT_TWICE, PORTS_COLLIDE};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    out.extend(listeners(facts));
    out.extend(service(facts));
    out.extend(nodes(facts));
}

/// The file's number at a key, else the chart's.
fn port(facts: &Facts<'_>, key: &str) -> Option<f64> {
    match facts.key(key) {
        Some(value) if !value.is_null() => {
            value.as_number().or_else(|| value.as_str().and_then(|t| t.parse().ok()))
        }
        Some(_) => None,
        None => facts.default(key)?.split(' ').next()?.parse().ok(),
    }
}

fn listeners(facts: &Facts<'_>) -> Option<Finding> {
    let mut keys = vec!["tfe.privateHttpPort", "tfe.privateHttpsPort"];
    // Older charts do not set it.
    if !facts.versions.chart_before("1.6.5") {
        keys.push("tfe.adminHttpsPort");
    }
    if facts.is_on("tfe.metrics.enable") {
        keys.extend(["tfe.metrics.httpPort", "tfe.metrics.httpsPort"]);
    }
    for (n, key) in keys.iter().enumerate() {
        for other in keys.iter().skip(n + 1) {
            if port(facts, key).is_some() && port(facts, key) == port(facts, other) {
                let (at, told) = match (facts.key(other), facts.key(key)) {
                    (Some(at), _) => (at, key),
                    (None, at) => (at?, other),
                };
                return Some(PORTS_COLLIDE.at(place::value(at)).say(
                    format!("`{told}` has the same port."),
                    "TFE cannot listen on both: `address already in use`.",
                    "Choose another one.",
                ));
            }
        }
    }
    None
}

/// The admin port is a port of the Service too.
fn service(facts: &Facts<'_>) -> Option<Finding> {
    let (admin, service) = (port(facts, "tfe.adminHttpsPort")?, port(facts, "service.port")?);
    let at: &Value = facts.key("tfe.adminHttpsPort").or(facts.key("service.port"))?;
    let same = admin == service && !facts.versions.chart_before("1.6.5");
    same.then(|| {
        PORTS_COLLIDE.at(place::value(at)).stage(Stage::Cluster).say(
            "The admin port and the Service port are the same.",
            "The cluster rejects a Service that has the same port twice.",
            "Choose another admin port.",
        )
    })
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
