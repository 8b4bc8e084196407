//! Jobs that take snapshots.

use super::Facts;
use crate::kinds::kubernetes_manifest::facts::Pod;

/// The pods of jobs in which a container saves a snapshot.
pub(super) fn all<'f, 'd>(facts: &'f Facts<'d>) -> impl Iterator<Item = &'f Pod<'d>> {
    facts.pods.iter().filter(|pod| pod.object.is_job() && saves(facts, pod))
}

fn saves(facts: &Facts<'_>, pod: &Pod<'_>) -> bool {
    pod.containers.iter().any(|worker| worker.snapshot(&facts.work).is_some())
}
