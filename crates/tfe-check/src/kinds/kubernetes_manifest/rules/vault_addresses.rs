//! The addresses of Vault that containers get.

use helm_values::NodeId;

use super::Facts;
use crate::kinds::kubernetes_manifest::facts::Worker;

/// An address that a manifest gives to a container.
pub(super) struct Address<'f, 'd> {
    pub worker: &'f Worker<'d>,
    pub node: NodeId,
    pub written: &'f str,
}

impl<'f> Address<'f, '_> {
    /// The name of the host, without scheme, port and path.
    pub(super) fn host(&self) -> &'f str {
        let host = self.written.split_once("://").map_or("", |(_, rest)| rest);
        host.split(['/', ':']).next().unwrap_or("")
    }
}

/// The variable of a container that holds the address.
pub(super) fn of(facts: &Facts<'_>, worker: &Worker<'_>) -> Option<NodeId> {
    let all = worker.container.variables(facts.tree);
    all.iter().find(|(name, _)| *name == "VAULT_ADDR").map(|(_, item)| *item)
}

/// All addresses that are written in the manifest.
pub(super) fn all<'f, 'd>(facts: &'f Facts<'d>) -> impl Iterator<Item = Address<'f, 'd>> {
    facts.pods.iter().flat_map(|pod| &pod.containers).filter_map(|worker| {
        let node = facts.tree.at(of(facts, worker)?, &["value"])?;
        Some(Address { worker, node, written: facts.tree.scalar(node)? })
    })
}
