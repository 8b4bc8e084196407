//! Which certificates the values give, and where they are mounted.

use super::super::scope::{Outcome, Scope};

/// The secondary certificate is mounted when it is given or named.
pub(super) fn has_secondary_certificate(s: &Scope<'_>) -> Outcome<bool> {
    Ok(s.all(&["tlsSecondary.certData", "tlsSecondary.keyData"])?
        || s.on("tlsSecondary.certificateSecret")?)
}

/// A block of Redis certificates counts when it has all three.
pub(super) fn has_redis_certificates(s: &Scope<'_>, block: &str) -> Outcome<bool> {
    let path = |name: &str| format!("{block}.{name}");
    s.all(&[&path("certData"), &path("keyData"), &path("caCertData")])
}

/// Where the bundle of trusted certificates is in the container.
pub(super) fn ca_path(s: &Scope<'_>) -> Outcome<String> {
    Ok(format!("{}/{}", s.print("tls.caCertBaseDir")?, s.print("tls.caCertFileName")?))
}
