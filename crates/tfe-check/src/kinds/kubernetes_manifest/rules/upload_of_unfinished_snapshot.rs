//! An upload that waits only until the file is there.

use text::{Edit, EditSet, Span};

use super::handovers::Handover;
use super::{Facts, Finding, handovers};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::Worker;
use crate::knowledge::rules::kubernetes_manifest::UPLOAD_OF_UNFINISHED_SNAPSHOT;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for handover in handovers::all(facts).filter(Handover::at_once) {
        let wait = handover.waits(facts).first().copied();
        found.extend(wait.map(|wait| unfinished(facts, wait, &handover)));
    }
    found
}

fn unfinished(facts: &Facts<'_>, wait: Span, handover: &Handover<'_, '_>) -> Finding {
    UPLOAD_OF_UNFINISHED_SNAPSHOT
        .at(wait)
        .say(
            "The upload waits only until the file exists, not until it is complete.",
            "It may upload an incomplete snapshot, and the job still succeeds: that backup cannot be \
             restored.",
            "Save to another name and rename the file when it is complete.",
        )
        .related(handover.saved, "The snapshot is saved here.")
        .fix(rename_when_done(facts, handover.saver, handover.file, handover.saved))
}

/// Saves to another name first, where the file's name is the last word of its command. A shell's `-e` does
/// not stop at the first command of a `&&`, so the script stops by itself.
fn rename_when_done(facts: &Facts<'_>, saver: &Worker<'_>, file: &str, place: Span) -> Option<Fix> {
    saver.commands.script?;
    let words = saver.commands.list.iter().find(|command| command.words.contains(&place))?;
    let last = words.words.last()? == &place && words.redirects.is_empty() && !words.piped;
    let plain = place.of(facts.text) == file;
    let edits = EditSet::new(vec![Edit::insert(
        place.end,
        format!(".part && mv {file}.part {file} || exit 1"),
    )]);
    let fix = Fix::review("Rename the file when it is complete", edits.ok()?);
    Some(fix).filter(|_| last && plain)
}
