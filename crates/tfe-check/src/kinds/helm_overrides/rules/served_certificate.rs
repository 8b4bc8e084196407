//! The certificate that TFE answers with.

use text::Span;

use super::{place, x509};
use crate::kinds::helm_overrides::facts::Facts;

/// Whether a certificate in base64 signed itself.
pub(crate) fn is_self_signed(data: &str) -> bool {
    x509::read(data).is_some_and(|certificate| certificate.self_signed)
}

/// The place of its key, and what it says. None where the file does not show it.
pub(super) fn served_certificate(facts: &Facts<'_>) -> Option<(Span, x509::Certificate)> {
    let value = facts.key("tls.certData")?;
    let certificate = x509::read(value.as_str()?.trim())?;
    Some((place::key(value), certificate))
}
