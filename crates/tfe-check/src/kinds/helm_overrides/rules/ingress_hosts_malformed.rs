//! Hosts of an Ingress that are not written as the chart reads them.

use helm_values::Value;

use super::ingress_hosts::Wrong;
use super::{ingress_hosts, place};
use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::INGRESS_HOSTS_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    match ingress_hosts::first_wrong(facts) {
        Some(Wrong::Shape(at, why, stage)) => found.push(shape(at, why).stage(stage)),
        Some(Wrong::Path(at)) => found.push(path(at).stage(Stage::Install)),
        _ => {}
    }
    found
}

fn path(at: &Value) -> Finding {
    INGRESS_HOSTS_MALFORMED.at(place::value(at)).say(
        "This path of the Ingress leads to no Service.",
        "The chart reads it from `serviceName` and `portNumber`; without both the cluster rejects the Ingress.",
        "Add `serviceName: terraform-enterprise` and `portNumber: 443`.",
    )
}

fn shape(at: &Value, why: &'static str) -> Finding {
    INGRESS_HOSTS_MALFORMED.at(place::value(at)).say(
        "An Ingress host needs `host` and a list `paths`; your list replaces the chart's.",
        why,
        "Write `host:`, and under `paths:` path, pathType, serviceName and portNumber.",
    )
}
