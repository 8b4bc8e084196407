//! A snapshot that is requested from a node that does not take it.

use helm_values::NodeId;

use super::{Facts, Finding, vault_addresses};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::SNAPSHOT_FROM_STANDBY;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for address in vault_addresses::all(facts) {
        let first = address.host().split('.').next().unwrap_or("");
        if first.ends_with("standby") && address.worker.snapshot(&facts.work).is_some() {
            found.push(standby(facts, address.node, address.written, first));
        }
    }
    found
}

fn standby(facts: &Facts<'_>, node: NodeId, written: &str, service: &str) -> Finding {
    let active = service.replace("standby", "active");
    let new = written.replacen(service, &active, 1);
    SNAPSHOT_FROM_STANDBY
        .at(facts.tree.span(node))
        .say(
            "The snapshot is requested from a standby node.",
            "A standby redirects the request to the active node, and the command may stop there: redirect would cause protocol downgrade.",
            format!("Use the service of the active node: {active}."),
        )
        .fix(Fix::review(format!("Use {active}"), facts.instead(node, &new)))
}
