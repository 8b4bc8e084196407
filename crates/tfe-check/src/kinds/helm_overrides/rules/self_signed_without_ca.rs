//! A certificate that signs itself, and nothing that trusts it.

use super::served_certificate::served_certificate;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::SELF_SIGNED_WITHOUT_CA;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some((at, certificate)) = served_certificate(facts) else { return Vec::new() };
    let ca = facts.is_on("tls.caCertData") || facts.setting("TFE_TLS_CA_BUNDLE_FILE").is_some();
    let mounted = facts.key("extraVolumeMounts").is_some_and(|v| v.truthy());
    let mut found = Vec::new();
    if certificate.self_signed && !ca && !mounted {
        found.push(SELF_SIGNED_WITHOUT_CA.at(at).say(
            "The certificate is self-signed, and there is no CA bundle.",
            "Agents stop: `certificate signed by unknown authority`.",
            "Add the certificate to `tls.caCertData`.",
        ));
    }
    found
}
