//! Ports on which TFE listens twice.

use helm_values::Value;

use super::place;
use super::port_numbers::port;
use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::PORTS_COLLIDE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(listeners(facts));
    found.extend(service(facts));
    found
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
