//! Jobs that wait for something that may never come.

use super::{Facts, Finding, snapshot_jobs};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::knowledge::rules::kubernetes_manifest::JOB_WITHOUT_DEADLINE;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    snapshot_jobs::all(facts).filter_map(|pod| endless(facts, pod)).collect()
}

/// A loop that waits for something, in a job that may run forever.
fn endless(facts: &Facts<'_>, pod: &Pod<'_>) -> Option<Finding> {
    let job = pod.object.job(facts.tree)?;
    let limits = [(job, "activeDeadlineSeconds"), (pod.spec, "activeDeadlineSeconds")];
    let has = limits.iter().any(|(map, key)| !facts.lacks(*map, key));
    let scripts = pod.containers.iter().filter_map(|worker| worker.commands.script);
    let waits = scripts.map(|place| place.of(&facts.work)).any(|script| {
        script.split_whitespace().any(|word| matches!(word, "until" | "while"))
            && !script.contains("timeout ")
    });
    if has || !waits || facts.may_hold_more(facts.tree.span(job)) {
        return None;
    }
    let (first, edit) = facts.with_first(job, "activeDeadlineSeconds", "1800")?;
    let finding = JOB_WITHOUT_DEADLINE.at(facts.tree.key(&first)).say(
        "A loop in this job waits without a limit, and the job has no deadline.",
        "If what it waits for never comes, the job runs forever and no later backup may start.",
        "Add activeDeadlineSeconds to the job's spec.",
    );
    Some(finding.fix(Fix::review("Add activeDeadlineSeconds: 1800", edit)))
}
