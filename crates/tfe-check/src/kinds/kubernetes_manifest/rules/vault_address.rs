//! Where Vault's program connects to.

use helm_values::NodeId;
use text::{Edit, Span};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::{Pod, Worker};
use crate::knowledge::rules::kubernetes_manifest::{
    SNAPSHOT_FROM_STANDBY, VAULT_ADDRESS_MISSING, VAULT_ADDRESS_NOT_ENCRYPTED,
};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for pod in &facts.pods {
        for worker in &pod.containers {
            let all = worker.container.variables(facts.tree);
            match all.iter().find(|(name, _)| *name == "VAULT_ADDR") {
                Some((_, item)) => address(facts, worker, *item, out),
                None => out.extend(missing(facts, pod, worker)),
            }
        }
    }
}

fn address(facts: &Facts<'_>, worker: &Worker<'_>, item: NodeId, out: &mut Vec<Finding>) {
    let Some(node) = facts.tree.at(item, &["value"]) else { return };
    let (Some(written), place) = (facts.tree.scalar(node), facts.tree.span(node)) else { return };
    let host = written.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or("");
    let local = host.is_empty() || host == "localhost" || host.starts_with("127.");
    if written.starts_with("http://") && !local && facts.is_literal(node) {
        out.push(VAULT_ADDRESS_NOT_ENCRYPTED.at(place).say(
            "The snapshot job talks to Vault without encryption.",
            "The token and the snapshot can be read in transit.",
            "Use https:// and name the CA in VAULT_CACERT.",
        ));
    }
    let first = host.split('.').next().unwrap_or("");
    if first.ends_with("standby") && worker.snapshot(&facts.work).is_some() {
        out.push(standby(place, written, first));
    }
}

fn standby(place: Span, written: &str, service: &str) -> Finding {
    let active = service.replace("standby", "active");
    let new = written.replacen(service, &active, 1);
    SNAPSHOT_FROM_STANDBY
        .at(place)
        .say(
            "The snapshot is requested from a standby node.",
            "A standby redirects the request to the active node, and the command may stop there: redirect would cause protocol downgrade.",
            format!("Use the service of the active node: {active}."),
        )
        .fix(Fix::review(format!("Use {active}"), Edit::replace(place, new)))
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
