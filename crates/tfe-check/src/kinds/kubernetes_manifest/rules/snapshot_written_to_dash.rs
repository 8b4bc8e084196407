//! A snapshot for a pipe that goes into a file.

use text::Span;

use super::{Facts, Finding};
use crate::kinds::kubernetes_manifest::facts::Worker;
use crate::knowledge::rules::kubernetes_manifest::SNAPSHOT_WRITTEN_TO_DASH;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let workers = facts.pods.iter().flat_map(|pod| &pod.containers);
    let dashes = workers.filter_map(|worker| dash(facts, worker));
    dashes
        .map(|at| {
            SNAPSHOT_WRITTEN_TO_DASH.at(at).say(
                "`-` is the name of a file here, not standard output.",
                "Vault writes the snapshot to a file called `-`, and the next command gets nothing.",
                "Save to a file, and give that to the next command.",
            )
        })
        .collect()
}

/// The word for the file, where it is a dash.
fn dash(facts: &Facts<'_>, worker: &Worker<'_>) -> Option<Span> {
    let save = ["operator", "raft", "snapshot", "save"];
    let calls = worker.vault_calls(&facts.work);
    calls.into_iter().find_map(|call| {
        let (last, before) = call.split_last()?;
        let words = before.iter().map(|(word, _)| *word).filter(|word| !word.starts_with('-'));
        (last.0 == "-" && words.eq(save)).then_some(last.1)
    })
}
