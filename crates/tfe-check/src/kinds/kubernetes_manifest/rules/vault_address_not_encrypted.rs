//! Addresses of Vault without encryption.

use super::{Facts, Finding, vault_addresses};
use crate::knowledge::rules::kubernetes_manifest::VAULT_ADDRESS_NOT_ENCRYPTED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for address in vault_addresses::all(facts) {
        let host = address.host();
        let local = host.is_empty() || host == "localhost" || host.starts_with("127.");
        if address.written.starts_with("http://") && !local && facts.is_literal(address.node) {
            found.push(VAULT_ADDRESS_NOT_ENCRYPTED.at(facts.tree.span(address.node)).say(
                "The snapshot job talks to Vault without encryption.",
                "The token and the snapshot can be read in transit.",
                "Use https:// and name the CA in VAULT_CACERT.",
            ));
        }
    }
    found
}
