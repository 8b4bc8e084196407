//! Whether a snapshot is taken, and whether what is uploaded is the whole of it.

use text::{Edit, EditSet, Span};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::{Pod, Worker};
use crate::knowledge::rules::kubernetes_manifest::{
    SNAPSHOT_FILE_NOT_SHARED, SNAPSHOT_NEVER_TAKEN, UPLOAD_BEFORE_SNAPSHOT,
    UPLOAD_OF_UNFINISHED_SNAPSHOT,
};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for pod in &facts.pods {
        for saver in &pod.containers {
            if let Some((file, place)) = saver.snapshot(&facts.work) {
                let others =
                    pod.containers.iter().filter(|o| o.container.node != saver.container.node);
                for other in others {
                    used(facts, pod, (saver, file, place), other, out);
                }
            }
        }
        out.extend(never(facts, pod));
    }
}

/// The words of a container's commands that name a file.
fn uses(facts: &Facts<'_>, worker: &Worker<'_>, file: &str) -> Vec<Span> {
    let words = worker.commands.list.iter().flat_map(|command| command.words.iter().copied());
    words.filter(|word| crate::carry::shell::bare(word.of(&facts.work)) == file).collect()
}

fn used(
    facts: &Facts<'_>,
    pod: &Pod<'_>,
    (saver, file, place): (&Worker<'_>, &str, Span),
    other: &Worker<'_>,
    out: &mut Vec<Finding>,
) {
    let uses = uses(facts, other, file);
    let Some(first) = uses.first().copied().filter(|_| file.starts_with('/')) else { return };
    let (here, there) = (volume(facts, saver, file), volume(facts, other, file));
    if here.is_none() || here != there {
        out.push(
            SNAPSHOT_FILE_NOT_SHARED
                .at(first)
                .say(
                    "No volume shares this file between the two containers.",
                    "Each container has its own files: the upload never finds the snapshot.",
                    "Mount one volume at the same path in both containers.",
                )
                .related(place, "The snapshot is saved here."),
        );
    }
    if saver.container.first || other.container.first {
        return;
    }
    let waits = waits(facts, other, file);
    if waits.is_empty() {
        if !mentions_waiting(facts, other) {
            out.push(early(first, place));
        }
    } else if let Some(wait) = waits.first() {
        out.push(unfinished(facts, pod, *wait, (saver, file, place)));
    }
}

/// The volume at a file's place in a container.
fn volume<'d>(facts: &Facts<'d>, worker: &Worker<'d>, file: &str) -> Option<&'d str> {
    let mounts = facts.tree.items(facts.tree.at(worker.container.node, &["volumeMounts"]));
    let holds = |path: &str| {
        file.strip_prefix(path.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
    };
    let mut found = mounts
        .into_iter()
        .filter(|mount| facts.tree.text(*mount, &["mountPath"]).is_some_and(holds));
    facts.tree.text(found.next()?, &["name"])
}

/// Tests that a file exists: `[ -f file ]`, `test -e file`.
fn waits(facts: &Facts<'_>, worker: &Worker<'_>, file: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for command in &worker.commands.list {
        let words: Vec<&str> = command
            .words
            .iter()
            .map(|word| crate::carry::shell::bare(word.of(&facts.work)))
            .collect();
        let looped = words.iter().any(|word| matches!(*word, "until" | "while"));
        let tests = words
            .windows(2)
            .any(|pair| matches!(pair, ["-f" | "-e" | "-s", name] if *name == file));
        if looped && tests {
            found.extend(command.span());
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

fn unfinished(
    facts: &Facts<'_>,
    _pod: &Pod<'_>,
    wait: Span,
    (saver, file, place): (&Worker<'_>, &str, Span),
) -> Finding {
    UPLOAD_OF_UNFINISHED_SNAPSHOT
        .at(wait)
        .say(
            "The upload waits only until the file exists, not until it is complete.",
            "It may upload an incomplete snapshot, and the job still succeeds: that backup cannot be restored.",
            "Save to another name and rename the file when it is complete.",
        )
        .related(place, "The snapshot is saved here.")
        .fix(rename_when_done(facts, saver, file, place))
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
