//! An upload that does not wait for the snapshot.

use text::Span;

use super::handovers::Handover;
use super::{Facts, Finding, handovers};
use crate::kinds::kubernetes_manifest::facts::Worker;
use crate::knowledge::rules::kubernetes_manifest::UPLOAD_BEFORE_SNAPSHOT;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for handover in handovers::all(facts).filter(Handover::at_once) {
        let waits = !handover.waits(facts).is_empty() || mentions_waiting(facts, handover.user);
        if !waits {
            found.push(early(handover.used, handover.saved));
        }
    }
    found
}

/// Whether a container waits for something else than the file.
fn mentions_waiting(facts: &Facts<'_>, worker: &Worker<'_>) -> bool {
    let script = worker.commands.script.map_or("", |place| place.of(&facts.work));
    ["until", "while", "inotifywait", "wait", "sleep"].iter().any(|word| script.contains(word))
}

fn early(place: Span, saved: Span) -> Finding {
    UPLOAD_BEFORE_SNAPSHOT
        .at(place)
        .say(
            "The upload starts at the same time as the snapshot.",
            "All containers of a pod start together: there is no file yet, or an incomplete one.",
            "Make the container that saves the snapshot an initContainer.",
        )
        .related(saved, "The snapshot is saved here.")
}
