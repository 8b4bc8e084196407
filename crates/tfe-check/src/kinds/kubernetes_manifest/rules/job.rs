//! Jobs that run at the same time, and those that never end.

use helm_values::{Entry, NodeId};
use text::Edit;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::knowledge::rules::kubernetes_manifest::{JOB_WITHOUT_DEADLINE, SNAPSHOT_JOBS_OVERLAP};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for pod in facts.pods.iter().filter(|pod| pod.object.is_job()) {
        if pod.containers.iter().any(|worker| worker.snapshot(&facts.work).is_some()) {
            out.extend(overlap(facts, pod));
            out.extend(endless(facts, pod));
        }
    }
}

/// A new line with a field before the first one of a map.
fn with_first(facts: &Facts<'_>, map: NodeId, line: &str) -> Option<(Entry, Edit)> {
    let first = facts.tree.entries(map).first()?;
    let start = first.lines?.start;
    let indent = " ".repeat(first.span.start.checked_sub(start)?);
    Some((first.clone(), Edit::insert(start, format!("{indent}{line}\n"))))
}

fn overlap(facts: &Facts<'_>, pod: &Pod<'_>) -> Option<Finding> {
    let spec = facts.tree.at(pod.object.node, &["spec"])?;
    let has = facts.tree.entry(spec, "concurrencyPolicy").is_some();
    if pod.object.kind != "CronJob" || has || facts.may_hold_more(facts.tree.span(spec)) {
        return None;
    }
    let (first, edit) = with_first(facts, spec, "concurrencyPolicy: Forbid")?;
    let finding = SNAPSHOT_JOBS_OVERLAP.at(facts.tree.key(&first)).say(
        "A second snapshot may start while the first one is still running.",
        "The default of concurrencyPolicy is Allow.",
        "Add concurrencyPolicy: Forbid.",
    );
    Some(finding.fix(Fix::review("Add concurrencyPolicy: Forbid", edit)))
}

/// A loop that waits for something, in a job that may run forever.
fn endless(facts: &Facts<'_>, pod: &Pod<'_>) -> Option<Finding> {
    let job = pod.object.job(facts.tree)?;
    let limits = [(job, "activeDeadlineSeconds"), (pod.spec, "activeDeadlineSeconds")];
    let has = limits.iter().any(|(map, key)| facts.tree.entry(*map, key).is_some());
    let scripts = pod.containers.iter().filter_map(|worker| worker.commands.script);
    let waits = scripts.map(|place| place.of(&facts.work)).any(|script| {
        script.split_whitespace().any(|word| matches!(word, "until" | "while"))
            && !script.contains("timeout ")
    });
    if has || !waits || facts.may_hold_more(facts.tree.span(job)) {
        return None;
    }
    let (first, edit) = with_first(facts, job, "activeDeadlineSeconds: 1800")?;
    let finding = JOB_WITHOUT_DEADLINE.at(facts.tree.key(&first)).say(
        "A loop in this job waits without a limit, and the job has no deadline.",
        "If what it waits for never comes, the job runs forever and no later backup may start.",
        "Add activeDeadlineSeconds to the job's spec.",
    );
    Some(finding.fix(Fix::review("Add activeDeadlineSeconds: 1800", edit)))
}
