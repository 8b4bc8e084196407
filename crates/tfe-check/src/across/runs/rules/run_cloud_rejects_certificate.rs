//! Clouds that do not accept the certificate of this Terraform Enterprise.

use crate::across::runs::facts::Facts;
use crate::across::runs::placed::{Placed, related};
use crate::kinds::workspace_variables as variables;
use crate::knowledge::rules::any::RUN_CLOUD_REJECTS_CERTIFICATE;
use crate::variables::Beside;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Placed> {
    let [settings] = facts.settings.as_slice() else { return Vec::new() };
    let Some(certificate) = settings.what.self_signed else { return Vec::new() };
    let alone = Beside::default();
    let mut found = Vec::new();
    for lists in &facts.lists {
        for list in variables::Facts::each(&lists.what, &alone) {
            for switch in list.on() {
                let cloud = match switch.named.bare {
                    "AZURE_PROVIDER_AUTH" => "Azure",
                    "GCP_PROVIDER_AUTH" => "Google Cloud",
                    _ => continue,
                };
                let finding = RUN_CLOUD_REJECTS_CERTIFICATE.at(switch.variable.key).say(
                    format!("{cloud} does not accept tokens of a host with a self-signed certificate."),
                    "It reads the keys of this Terraform Enterprise over HTTPS, and cannot be given its CA.",
                    "Use a certificate from a public CA, or credentials that Vault gives.",
                );
                let note = "the certificate is self-signed";
                let own = lists.document;
                found.push((own, related(finding, own, settings.document, certificate, note)));
            }
        }
    }
    found
}
