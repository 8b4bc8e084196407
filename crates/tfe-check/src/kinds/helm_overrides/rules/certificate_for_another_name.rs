//! A certificate that is not valid for TFE's name.

use text::short;

use super::served_certificate::served_certificate;
use super::x509;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, Known, is_placeholder};
use crate::knowledge::rules::helm_overrides::CERTIFICATE_FOR_ANOTHER_NAME;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    other_name(facts).into_iter().collect()
}

fn other_name(facts: &Facts<'_>) -> Option<Finding> {
    let (at, certificate) = served_certificate(facts)?;
    let Known::Text(host) = facts.known("TFE_HOSTNAME") else { return None };
    let host = host.trim();
    let unknown = host.is_empty() || is_placeholder(host);
    if unknown || x509::covers(&certificate.names, host) || !serves_browsers(facts) {
        return None;
    }
    let why = match certificate.names.first() {
        Some(name) => format!(
            "Agents and browsers stop with an `x509` error: the certificate is for {}.",
            short(name)
        ),
        None => "Agents and browsers stop with an `x509` error: it names a host only in its CN."
            .to_owned(),
    };
    Some(CERTIFICATE_FOR_ANOTHER_NAME.at(at).say(
        "The certificate is not valid for `TFE_HOSTNAME`.",
        why,
        format!("Use a certificate with {host} among its alternative names."),
    ))
}

/// Nothing in front of TFE answers with a certificate of its own.
fn serves_browsers(facts: &Facts<'_>) -> bool {
    let inside = facts.key("service.type").and_then(|v| v.as_str()) == Some("ClusterIP");
    let balancer = "service.annotations[service.beta.kubernetes.io/aws-load-balancer-ssl-cert]";
    !(inside || facts.is_on("ingress.enabled") || facts.key(balancer).is_some())
}
