//! An Ingress that matches every name.

use helm_values::Value;

use super::ingress_hosts::Wrong;
use super::{ingress_hosts, place};
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::INGRESS_WITHOUT_HOST;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(Wrong::Blank(at)) = ingress_hosts::first_wrong(facts) {
        found.push(blank(at));
    }
    found
}

fn blank(at: &Value) -> Finding {
    INGRESS_WITHOUT_HOST.at(place::key(at)).say(
        "The Ingress has no host, so it matches every name.",
        "It catches requests that other Ingresses miss, and has no certificate of its own.",
        "Set `ingress.hosts` with the value of `TFE_HOSTNAME`.",
    )
}
