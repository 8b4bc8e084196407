//! As much of a certificate as the rules ask for: its names, and whether it signed itself.

use super::base64;

/// The first certificate of a PEM text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Certificate {
    /// DNS names and addresses it is valid for.
    pub names: Vec<String>,
    /// Issuer and subject are the same.
    pub self_signed: bool,
}

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// Reads base64 of PEM; `None` for anything that is no certificate.
pub(super) fn read(data: &str) -> Option<Certificate> {
    let pem = String::from_utf8(base64::decode(data)?).ok()?;
    let (_, body) = pem.split_once(BEGIN)?;
    let (body, _) = body.split_once(END)?;
    certificate(&base64::decode(body)?)
}

/// Tags of DER.
const SEQUENCE: u8 = 0x30;
const OID: u8 = 0x06;
const OCTETS: u8 = 0x04;
const VERSION: u8 = 0xa0;
const EXTENSIONS: u8 = 0xa3;
const DNS_NAME: u8 = 0x82;
const ADDRESS: u8 = 0x87;
/// 2.5.29.17, subjectAltName.
const ALT_NAME: [u8; 3] = [0x55, 0x1d, 0x11];

/// RFC 5280, section 4.1: version, serial, algorithm, issuer, validity, subject, key, extensions.
fn certificate(der: &[u8]) -> Option<Certificate> {
    let (SEQUENCE, whole, _) = element(der)? else { return None };
    let (SEQUENCE, body, _) = element(whole)? else { return None };
    let fields = elements(body);
    let at = usize::from(fields.first()?.0 == VERSION);
    let (issuer, subject) = (fields.get(at + 2)?, fields.get(at + 4)?);
    let extensions = fields.iter().find(|(tag, _)| *tag == EXTENSIONS);
    let names = extensions.and_then(|(_, body)| alt_names(body)).unwrap_or_default();
    Some(Certificate { names, self_signed: issuer == subject })
}

fn alt_names(body: &[u8]) -> Option<Vec<String>> {
    let (_, list, _) = element(body)?;
    for (_, extension) in elements(list) {
        let parts = elements(extension);
        if parts.first() == Some(&(OID, &ALT_NAME[..])) {
            let (_, value) = parts.iter().find(|(tag, _)| *tag == OCTETS)?;
            let (_, names, _) = element(value)?;
            return Some(elements(names).iter().filter_map(name).collect());
        }
    }
    None
}

fn name((tag, value): &(u8, &[u8])) -> Option<String> {
    match (*tag, *value) {
        (DNS_NAME, value) => String::from_utf8(value.to_vec()).ok(),
        (ADDRESS, [a, b, c, d]) => Some(format!("{a}.{b}.{c}.{d}")),
        _ => None,
    }
}

/// The elements of a body, as far as they can be read.
fn elements(mut body: &[u8]) -> Vec<(u8, &[u8])> {
    let mut found = Vec::new();
    while let Some((tag, value, rest)) = element(body) {
        found.push((tag, value));
        body = rest;
    }
    found
}

/// Tag, content and what follows.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = der.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(*first), rest),
        0x81..=0x84 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (bytes.iter().fold(0usize, |n, b| n << 8 | usize::from(*b)), rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}

/// Whether a certificate with these names is valid for a host: a `*` stands for one part.
pub(super) fn covers(names: &[String], host: &str) -> bool {
    let parent = host.split_once('.').map(|(_, parent)| parent);
    names.iter().any(|name| {
        let wild = name.strip_prefix("*.");
        name.eq_ignore_ascii_case(host)
            || wild.is_some_and(|w| parent.is_some_and(|p| p.eq_ignore_ascii_case(w)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cover_hosts() {
        let names = ["*.example.com".to_owned(), "tfe.internal".to_owned()];
        assert!(covers(&names, "tfe.example.com") && covers(&names, "TFE.internal"));
        assert!(!covers(&names, "a.tfe.example.com") && !covers(&names, "example.com"));
    }

    #[test]
    fn what_is_no_certificate_is_none() {
        for text in ["", "aGVsbG8=", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg=="] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(certificate(&[SEQUENCE, 0x84, 0xff, 0xff, 0xff, 0xff]), None);
        assert_eq!(certificate(&[SEQUENCE, 2, SEQUENCE, 0]), None);
    }
}
