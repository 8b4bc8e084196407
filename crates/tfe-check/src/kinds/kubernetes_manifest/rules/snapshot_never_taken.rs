//! A job for snapshots that takes none.

use super::{Facts, Finding};
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::knowledge::rules::kubernetes_manifest::SNAPSHOT_NEVER_TAKEN;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    facts.pods.iter().filter_map(|pod| never(facts, pod)).collect()
}

/// An object that is named for a snapshot, and none of its commands takes one.
fn never(facts: &Facts<'_>, pod: &Pod<'_>) -> Option<Finding> {
    let name = pod.object.name(facts.tree);
    let called = name.contains("vault") && (name.contains("snapshot") || name.contains("backup"));
    let shown = pod.containers.iter().all(|worker| worker.commands.shown);
    let calls = pod.containers.iter().any(|worker| !worker.vault_calls(&facts.work).is_empty());
    let words = ["snapshot save", "storage/raft/snapshot", "restore", " dump", "backup ", "rsync"];
    let scripts = pod.containers.iter().filter_map(|worker| worker.commands.script);
    let takes = scripts
        .map(|place| place.of(&facts.work))
        .any(|script| words.iter().any(|word| script.contains(word)));
    let direct = pod.containers.iter().any(|worker| worker.snapshot(&facts.work).is_some());
    if !called || !shown || !calls || takes || direct || !pod.object.is_job() {
        return None;
    }
    let place = facts.tree.span(facts.tree.at(pod.object.node, &["metadata", "name"])?);
    Some(SNAPSHOT_NEVER_TAKEN.at(place).say(
        "Nothing in this job takes a snapshot.",
        "The job succeeds, but there is nothing to restore from. Inferred from the commands shown here.",
        "Call vault operator raft snapshot save.",
    ))
}
