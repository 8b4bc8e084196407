//! Scripts of containers that call Vault's program.

use super::Facts;
use crate::carry::shell::Command;
use crate::kinds::kubernetes_manifest::facts::Worker;

/// The commands of such scripts, each with the container that runs it.
pub(super) fn commands<'f, 'd>(
    facts: &'f Facts<'d>,
) -> impl Iterator<Item = (&'f Worker<'d>, &'f Command)> {
    let workers = facts.pods.iter().flat_map(|pod| &pod.containers);
    let calling = workers.filter(|worker| {
        worker.commands.script.is_some() && !worker.vault_calls(&facts.work).is_empty()
    });
    calling.flat_map(|worker| worker.commands.list.iter().map(move |command| (worker, command)))
}
