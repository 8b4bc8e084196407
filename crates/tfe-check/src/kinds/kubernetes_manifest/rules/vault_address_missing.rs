//! Containers that call Vault and have no address of it.

use super::{Facts, Finding, vault_addresses};
use crate::kinds::kubernetes_manifest::facts::{Pod, Worker};
use crate::knowledge::rules::kubernetes_manifest::VAULT_ADDRESS_MISSING;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for pod in &facts.pods {
        let without = |worker: &&Worker<'_>| vault_addresses::of(facts, worker).is_none();
        found.extend(pod.containers.iter().filter(without).filter_map(|w| missing(facts, pod, w)));
    }
    found
}

/// Words that give Vault's program an address in another way.
const OTHER_WAYS: [&str; 4] = ["VAULT_ADDR", "-address", "VAULT_AGENT_ADDR", "source "];

fn missing(facts: &Facts<'_>, pod: &Pod<'_>, worker: &Worker<'_>) -> Option<Finding> {
    worker.snapshot(&facts.work)?;
    let container = &worker.container;
    let place = facts.tree.span(container.node);
    // A server or an agent in the same pod answers at the default address.
    let local = pod.containers.iter().any(|other| {
        let words = other.vault_calls(&facts.work);
        words.iter().flatten().any(|(word, _)| matches!(*word, "server" | "agent" | "proxy"))
    });
    let injected = facts.text.contains("vault.hashicorp.com/agent-inject");
    let otherwise = OTHER_WAYS.iter().any(|way| place.of(facts.text).contains(way));
    let all = container.takes_all_of_an_object(facts.tree);
    if local || injected || otherwise || all || facts.may_hold_more(place) {
        return None;
    }
    let name = facts.tree.at(container.node, &["name"])?;
    Some(VAULT_ADDRESS_MISSING.at(facts.tree.span(name)).say(
        "This container calls Vault but has no VAULT_ADDR.",
        "Vault's program connects to https://127.0.0.1:8200: connection refused.",
        "Add VAULT_ADDR to the container's env.",
    ))
}
