//! What OpenShift itself wants, where the file shows that it is OpenShift.

use helm_values::{Data, Value};

use super::place;
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::rules::helm_overrides::{
    OPENSHIFT_WITH_FIXED_IDS, OPENSHIFT_WITHOUT_AGENT_IMAGE,
};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let Some(switch) = facts.key("openshift.enabled").filter(|_| facts.is_on("openshift.enabled"))
    else {
        return;
    };
    // Other clouds use the switch for non-root pods, and need neither.
    if has(facts.values, &OTHER_CLOUDS, 0) {
        return;
    }
    let real = has(facts.values, &OPENSHIFT, 0);
    let ids =
        ["runAsUser", "fsGroup"].iter().find_map(|f| facts.key(&format!("securityContext.{f}")));
    if let Some(id) = ids.filter(|id| real && !id.is_null()) {
        out.push(OPENSHIFT_WITH_FIXED_IDS.at(place::key(id)).say(
            "OpenShift gives each project its own user and group IDs.",
            "The restricted constraints most likely reject a pod with fixed IDs.",
            "Remove `runAsUser` and `fsGroup`.",
        ));
    }
    if facts.known("TFE_RUN_PIPELINE_IMAGE") == Known::Absent && !facts.is_fragment() {
        let severity = if real { Severity::Warning } else { Severity::Info };
        out.push(OPENSHIFT_WITHOUT_AGENT_IMAGE.at(place::key(switch)).severity(severity).say(
            "On OpenShift, runs need a custom agent image.",
            "TFE starts, but runs fail: the stock agent cannot run under the assigned user.",
            "Build the documented image and set `TFE_RUN_PIPELINE_IMAGE`.",
        ));
    }
}

const OTHER_CLOUDS: [&str; 7] = [
    "eks.amazonaws.com",
    "aws-load-balancer",
    "azure.workload.identity",
    "azure-load-balancer",
    "iam.gke.io",
    "cloud.google.com",
    "networking.gke.io",
];
const OPENSHIFT: [&str; 4] =
    [".apps.", "image-registry.openshift", "openshift.io", "restricted-v2"];

/// Whether one of the marks is in a key or a value.
fn has(value: &Value, marks: &[&str], depth: usize) -> bool {
    let marked = |text: &str| marks.iter().any(|m| text.contains(m));
    match &value.data {
        Data::String(text) => text.len() < 1000 && marked(text),
        Data::Map(map) if depth < 32 => {
            map.iter().any(|(name, v)| marked(name) || has(v, marks, depth + 1))
        }
        Data::List(items) if depth < 32 => items.iter().any(|v| has(v, marks, depth + 1)),
        _ => false,
    }
}
