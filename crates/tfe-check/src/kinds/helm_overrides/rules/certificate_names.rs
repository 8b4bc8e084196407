//! What the certificate in the file says: for which names it is valid, and who signed it.

use text::short;

use super::{place, x509};
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, Known, is_placeholder};
use crate::knowledge::rules::helm_overrides::{
    CERTIFICATE_FOR_ANOTHER_NAME, KEY_OF_ANOTHER_CERTIFICATE, SELF_SIGNED_WITHOUT_CA,
};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for block in ["tls", "tlsSecondary", "tlsRedis", "tlsRedisSidekiq"] {
        out.extend(pair(facts, block));
    }
    let Some(value) = facts.key("tls.certData") else { return };
    let Some(certificate) = value.as_str().and_then(|data| x509::read(data.trim())) else { return };
    let at = place::key(value);
    let host = match facts.known("TFE_HOSTNAME") {
        Known::Text(host) if !host.trim().is_empty() => Some(host.trim().to_owned()),
        _ => None,
    };
    let other = host.filter(|h| !is_placeholder(h) && !x509::covers(&certificate.names, h));
    if let Some(host) = other.filter(|_| serves_browsers(facts)) {
        out.push(
            CERTIFICATE_FOR_ANOTHER_NAME.at(at).say(
                "The certificate is not valid for `TFE_HOSTNAME`.",
                match certificate.names.first() {
                    Some(name) => {
                        format!("Agents and browsers stop with an `x509` error: the certificate is for {}.", short(name))
                    }
                    None => "Agents and browsers stop with an `x509` error: it names a host only in its CN."
                        .to_owned(),
                },
                format!("Use a certificate with {host} among its alternative names."),
            ),
        );
    }
    let ca = facts.is_on("tls.caCertData") || facts.setting("TFE_TLS_CA_BUNDLE_FILE").is_some();
    let mounted = facts.key("extraVolumeMounts").is_some_and(|v| v.truthy());
    if certificate.self_signed && !ca && !mounted {
        out.push(SELF_SIGNED_WITHOUT_CA.at(at).say(
            "The certificate is self-signed, and there is no CA bundle.",
            "Agents stop: `certificate signed by unknown authority`.",
            "Add the certificate to `tls.caCertData`.",
        ));
    }
}

/// A private key that is not the certificate's.
fn pair(facts: &Facts<'_>, block: &str) -> Option<Finding> {
    let key = facts.key(&format!("{block}.keyData"))?;
    let certificate = facts.key(&format!("{block}.certData"))?.as_str()?;
    let public = x509::read(certificate.trim())?.key?;
    let fits = x509::fits(&public, key.as_str()?.trim())?;
    (!fits).then(|| {
        KEY_OF_ANOTHER_CERTIFICATE.at(place::key(key)).say(
            "This private key does not belong to the certificate.",
            "The web server most likely stops with `key values mismatch`.",
            "Use the key that the certificate was issued for.",
        )
    })
}

/// Nothing in front of TFE answers with a certificate of its own.
fn serves_browsers(facts: &Facts<'_>) -> bool {
    let inside = facts.key("service.type").and_then(|v| v.as_str()) == Some("ClusterIP");
    let balancer = "service.annotations[service.beta.kubernetes.io/aws-load-balancer-ssl-cert]";
    !(inside || facts.is_on("ingress.enabled") || facts.key(balancer).is_some())
}
