//! A private key and a certificate that do not belong together.

use super::{place, x509};
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::KEY_OF_ANOTHER_CERTIFICATE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for block in ["tls", "tlsSecondary", "tlsRedis", "tlsRedisSidekiq"] {
        found.extend(pair(facts, block));
    }
    found
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
