//! Runs on OpenShift with the image that cannot run there.

use super::{openshift_signs, place};
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::rules::helm_overrides::OPENSHIFT_WITHOUT_AGENT_IMAGE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(switch) = openshift_signs::switch(facts) else { return Vec::new() };
    let mut found = Vec::new();
    if facts.known("TFE_RUN_PIPELINE_IMAGE") == Known::Absent && !facts.is_fragment() {
        let certain = openshift_signs::is_certain(facts);
        let severity = if certain { Severity::Warning } else { Severity::Info };
        found.push(OPENSHIFT_WITHOUT_AGENT_IMAGE.at(place::key(switch)).severity(severity).say(
            "On OpenShift, runs need a custom agent image.",
            "TFE starts, but runs fail: the stock agent cannot run under the assigned user.",
            "Build the documented image and set `TFE_RUN_PIPELINE_IMAGE`.",
        ));
    }
    found
}
