//! Hosts of an Ingress that are not written as the chart reads them.

use helm_values::Value;

use super::ingress_hosts::Wrong;
use super::{ingress_hosts, place};
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::INGRESS_HOSTS_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if let Some(Wrong::Shape(at, why, stage)) = ingress_hosts::first_wrong(facts) {
        out.push(shape(at, why).stage(stage));
    }
}

fn shape(at: &Value, why: &'static str) -> Finding {
    INGRESS_HOSTS_MALFORMED.at(place::value(at)).say(
        "An Ingress host needs `host` and a list `paths`; your list replaces the chart's.",
        why,
        "Write `host:`, and under `paths:` path, pathType, serviceName and portNumber.",
    )
}
