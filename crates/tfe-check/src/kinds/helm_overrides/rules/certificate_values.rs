//! Certificates and keys in the file, and how they are encoded.

use helm_values::{Style, Value};

use super::place;
use crate::base::finding::Safety;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use text::base64;

/// A certificate, a key or a CA bundle that is known.
pub(super) struct CertificateValue<'a> {
    /// The block that it is in.
    pub block: &'static str,
    pub path: String,
    pub value: &'a Value,
    /// The value without blanks around it.
    pub text: &'a str,
    /// The number of lines that are not blank.
    pub lines: usize,
    pub form: Form,
}

/// How a certificate is written.
pub(super) enum Form {
    Pem,
    /// Base64 on one line, of PEM or of something else.
    Base64 {
        pem: bool,
    },
    /// Base64 in several pieces, and how certain it is that they belong together.
    Wrapped(Option<Safety>),
    Other,
}

const BLOCKS: [&str; 4] = ["tls", "tlsSecondary", "tlsRedis", "tlsRedisSidekiq"];

/// All that are written in the file.
pub(super) fn all<'a>(facts: &Facts<'a>) -> Vec<CertificateValue<'a>> {
    let fields = |block| ["certData", "keyData", "caCertData"].map(|field| (block, field));
    BLOCKS
        .into_iter()
        .flat_map(fields)
        .filter_map(|(block, field)| of(facts, block, field))
        .collect()
}

fn of<'a>(facts: &Facts<'a>, block: &'static str, field: &str) -> Option<CertificateValue<'a>> {
    let path = format!("{block}.{field}");
    let value = facts.key(&path)?;
    let text = value.as_str()?.trim();
    if text.is_empty() || is_placeholder(text) {
        return None;
    }
    let lines = text.lines().filter(|l| !l.trim().is_empty()).count();
    let form = form(facts, value, text, lines);
    Some(CertificateValue { block, path, value, text, lines, form })
}

fn form(facts: &Facts<'_>, value: &Value, text: &str, lines: usize) -> Form {
    if text.contains("-----BEGIN") {
        return Form::Pem;
    }
    let decoded = base64::decode(text);
    let pem = decoded.as_deref().is_some_and(|bytes| bytes.windows(10).any(|w| w == b"-----BEGIN"));
    if lines > 1 || text.contains(' ') {
        // DER begins with a sequence. Words may be base64 by chance, and are not joined.
        let certain = pem || decoded.as_deref().is_some_and(|bytes| bytes.starts_with(&[0x30]));
        let in_lines = decoded.is_some() && is_in_lines(facts, value);
        let review = in_lines.then_some(Safety::Review);
        let belongs = certain || in_lines || text.starts_with(BEGIN);
        let safety = certain.then_some(Safety::Safe).or(review);
        return if belongs { Form::Wrapped(safety) } else { Form::Other };
    }
    if decoded.is_some() { Form::Base64 { pem } } else { Form::Other }
}

/// `-----BEGIN` in base64.
pub(super) const BEGIN: &str = "LS0tLS1CRUdJTi";

/// Whether it is written in several lines of one word each, as tools wrap base64.
fn is_in_lines(facts: &Facts<'_>, value: &Value) -> bool {
    let written = place::value(value).of(facts.text).trim();
    written.contains('\n') && written.lines().all(|line| !line.trim().contains(' '))
}

/// Whether a value is a block whose lines are kept.
pub(super) fn is_literal(facts: &Facts<'_>, value: &Value) -> bool {
    let node = value.origin.and_then(|o| facts.document.node(o.node));
    node.and_then(|n| n.as_scalar()).is_some_and(|s| s.style == Style::Literal)
}
