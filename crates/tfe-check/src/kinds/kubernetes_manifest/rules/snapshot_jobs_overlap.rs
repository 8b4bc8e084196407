//! Jobs that take snapshots and may run at the same time.

use super::{Facts, Finding, snapshot_jobs};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::knowledge::rules::kubernetes_manifest::SNAPSHOT_JOBS_OVERLAP;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    snapshot_jobs::all(facts).filter_map(|pod| overlap(facts, pod)).collect()
}

fn overlap(facts: &Facts<'_>, pod: &Pod<'_>) -> Option<Finding> {
    let spec = facts.tree.at(pod.object.node, &["spec"])?;
    let has = !facts.lacks(spec, "concurrencyPolicy");
    if pod.object.kind != "CronJob" || has || facts.may_hold_more(facts.tree.span(spec)) {
        return None;
    }
    let (first, edit) = facts.with_first(spec, "concurrencyPolicy", "Forbid")?;
    let finding = SNAPSHOT_JOBS_OVERLAP.at(facts.tree.key(&first)).say(
        "A second snapshot may start while the first one is still running.",
        "The default for concurrencyPolicy is Allow.",
        "Add concurrencyPolicy: Forbid.",
    );
    Some(finding.fix(Fix::review("Add concurrencyPolicy: Forbid", edit)))
}
