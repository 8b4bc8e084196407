//! What a job does with a container that fails.

use helm_values::NodeId;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::knowledge::rules::kubernetes_manifest::RESTART_POLICY_REFUSED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for pod in facts.pods.iter().filter(|pod| pod.object.is_job()) {
        match facts.tree.entry(pod.spec, "restartPolicy") {
            None => found.extend(missing(facts, pod)),
            Some(entry) => {
                let written = facts.tree.scalar(entry.value).unwrap_or("");
                if !matches!(written, "Never" | "OnFailure" | "") && facts.is_literal(entry.value) {
                    found.push(refused(facts, entry.value, written));
                }
            }
        }
    }
    found
}

const WHY: &str = "The API server rejects the job: supported values are OnFailure and Never.";

fn refused(facts: &Facts<'_>, node: NodeId, written: &str) -> Finding {
    let meant = ["Never", "OnFailure"].into_iter().find(|m| m.eq_ignore_ascii_case(written));
    let fix = match meant {
        Some(meant) => Fix::safe(format!("Write {meant}"), facts.instead(node, meant)),
        None => Fix::review("Write Never", facts.instead(node, "Never")),
    };
    let action = format!("Write {}.", meant.unwrap_or("Never or OnFailure"));
    RESTART_POLICY_REFUSED
        .at(facts.tree.span(node))
        .say("A job does not accept this restartPolicy.", WHY, action)
        .fix(fix)
}

/// A patch leaves it out too: only a pod whose containers have images is whole.
fn missing(facts: &Facts<'_>, pod: &Pod<'_>) -> Option<Finding> {
    let place = facts.tree.span(pod.spec);
    let whole = pod.containers.iter().any(|worker| !worker.container.image.is_empty());
    if !whole || facts.may_hold_more(place) {
        return None;
    }
    let entries = facts.tree.entries(pod.spec);
    // A misspelled key is reported as such.
    let near = |name: &str| text::distance(name, "restartPolicy") < 4;
    if entries.iter().filter_map(|entry| entry.name.as_deref()).any(near) {
        return None;
    }
    let (first, edit) = facts.with_first(pod.spec, "restartPolicy", "Never")?;
    let key = facts.tree.key(&first);
    let finding = RESTART_POLICY_REFUSED.at(key).say(
        "The job's pod has no restartPolicy.",
        "Its default, Always, is not allowed in a job: the API server rejects it.",
        "Add restartPolicy: Never (or OnFailure) to the pod's spec.",
    );
    Some(finding.fix(Fix::review("Add restartPolicy: Never", edit)))
}
