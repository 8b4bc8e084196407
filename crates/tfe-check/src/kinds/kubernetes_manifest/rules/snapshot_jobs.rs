//! Jobs that take snapshots, and lines that are added to them.

use helm_values::{Entry, NodeId};
use text::Edit;

use super::Facts;
use crate::kinds::kubernetes_manifest::facts::Pod;

/// The pods of jobs in which a container saves a snapshot.
pub(super) fn all<'f, 'd>(facts: &'f Facts<'d>) -> impl Iterator<Item = &'f Pod<'d>> {
    facts.pods.iter().filter(|pod| pod.object.is_job() && saves(facts, pod))
}

fn saves(facts: &Facts<'_>, pod: &Pod<'_>) -> bool {
    pod.containers.iter().any(|worker| worker.snapshot(&facts.work).is_some())
}

/// The first entry of a map, and a new line with a field before it.
pub(super) fn with_first(facts: &Facts<'_>, map: NodeId, line: &str) -> Option<(Entry, Edit)> {
    let first = facts.tree.entries(map).first()?;
    let start = first.lines?.start;
    let indent = " ".repeat(first.span.start.checked_sub(start)?);
    Some((first.clone(), Edit::insert(start, format!("{indent}{line}\n"))))
}
