//! The certificate that TFE answers with.

use text::Span;

use super::{place, x509};
use crate::kinds::helm_overrides::facts::Facts;

/// The place of its key, and what it says. None where the file does not show it.
pub(super) fn served_certificate(facts: &Facts<'_>) -> Option<(Span, x509::Certificate)> {
    let value = facts.key("tls.certData")?;
    let certificate = x509::read(value.as_str()?.trim())?;
    Some((place::key(value), certificate))
}
