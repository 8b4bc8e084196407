//! A JWT method that has to trust a self-signed certificate, and is not given it.

use crate::across::runs::facts::Facts;
use crate::across::runs::placed::{Placed, related};
use crate::knowledge::rules::any::JWT_CONFIG_WITHOUT_CA;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Placed> {
    let [settings] = facts.settings.as_slice() else { return Vec::new() };
    let (Some(certificate), Some((host, _))) = (settings.what.self_signed, &settings.what.host)
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for config in facts.roles.iter().filter(|r| r.what.is_config && !r.what.is_open) {
        let Some(url) = config.what.find("oidc_discovery_url") else { continue };
        let bare = url.value.split_once("://").map_or("", |(_, rest)| rest);
        let is_here =
            bare.split(['/', ':']).next().is_some_and(|own| own.eq_ignore_ascii_case(host));
        if !is_here || config.what.find("oidc_discovery_ca_pem").is_some() {
            continue;
        }
        let finding = JWT_CONFIG_WITHOUT_CA.at(url.value_span).say(
            "Vault's configuration lacks the self-signed certificate of this host.",
            "Vault refuses the configuration: \"error checking oidc discovery URL\", unless its machine trusts the certificate.",
            "Add oidc_discovery_ca_pem with the certificate.",
        );
        let own = config.document;
        let note = "the certificate is self-signed";
        found.push((own, related(finding, own, settings.document, certificate, note)));
    }
    found
}
