//! A snapshot that another container uses and cannot see.

use super::{Facts, Finding, handovers};
use crate::base::finding::{Evidence, Severity};
use crate::kinds::kubernetes_manifest::facts::Worker;
use crate::knowledge::rules::kubernetes_manifest::SNAPSHOT_FILE_NOT_SHARED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for handover in handovers::all(facts) {
        let here = volume(facts, handover.saver, handover.file);
        if here.is_some() && here == volume(facts, handover.user, handover.file) {
            continue;
        }
        let finding = SNAPSHOT_FILE_NOT_SHARED.at(handover.used).say(
            "No volume shares this file between the two containers.",
            "Each container has its own files: the upload never finds the snapshot.",
            "Mount one volume at the same path in both containers.",
        );
        found.push(finding.related(handover.saved, "The snapshot is saved here."));
    }
    elsewhere(facts, &mut found);
    found
}

/// A snapshot that is saved outside of all volumes, while another container wants a file of its name in one.
fn elsewhere(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for handover in handovers::renamed(facts) {
        let kept = volume(facts, handover.saver, handover.file).is_some();
        let wanted = facts.work.get(handover.used.start..handover.used.end).unwrap_or("");
        if kept || volume(facts, handover.user, wanted).is_none() {
            continue;
        }
        let finding = SNAPSHOT_FILE_NOT_SHARED.at(handover.used).severity(Severity::Warning);
        let finding =
            finding.source(Evidence::Inferred, "kubernetes.io/docs/concepts/storage/volumes");
        let finding = finding.say(
            "The snapshot is saved to another path, which is in no volume.",
            "Each container has its own files: most likely the upload never finds the snapshot.",
            format!("Save it to `{wanted}`."),
        );
        out.push(finding.related(handover.saved, "The snapshot is saved here."));
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
