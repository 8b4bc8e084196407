//! As much of a certificate as the rules ask for: its names, and whether it signed itself.

use text::base64;

/// The first certificate of a PEM text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Certificate {
    /// DNS names and addresses it is valid for.
    pub names: Vec<String>,
    /// Issuer and subject are the same.
    pub self_signed: bool,
    /// Its public key, where it is RSA or of an elliptic curve.
    pub key: Option<PublicKey>,
}

/// What a private key has to hold to belong to a certificate.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PublicKey {
    /// The modulus.
    Rsa(Vec<u8>),
    /// The point.
    Curve(Vec<u8>),
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
const BITS: u8 = 0x03;
const VERSION: u8 = 0xa0;
const EXTENSIONS: u8 = 0xa3;
const DNS_NAME: u8 = 0x82;
const ADDRESS: u8 = 0x87;
/// 1.2.840.113549.1.1.1, rsaEncryption.
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// 1.2.840.10045.2.1, ecPublicKey.
const CURVE: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
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
    let key = fields.get(at + 5).and_then(|(_, key)| public_key(key));
    Some(Certificate { names, self_signed: issuer == subject, key })
}

/// RFC 5280, section 4.1.2.7: algorithm and the key's bits, the first byte of which is their padding.
fn public_key(info: &[u8]) -> Option<PublicKey> {
    let parts = elements(info);
    let ((_, algorithm), (BITS, bits)) = (parts.first()?, parts.get(1)?) else { return None };
    let bits = bits.get(1..)?;
    match elements(algorithm).first()? {
        (OID, RSA) => {
            let (_, numbers, _) = element(bits)?;
            let (_, modulus, _) = element(numbers)?;
            Some(PublicKey::Rsa(modulus.to_vec()))
        }
        (OID, CURVE) => Some(PublicKey::Curve(bits.to_vec())),
        _ => None,
    }
}

/// Whether base64 of a PEM key is that of a certificate; `None` where the key does not show it.
pub(super) fn fits(public: &PublicKey, data: &str) -> Option<bool> {
    let pem = String::from_utf8(base64::decode(data)?).ok()?;
    let begins = pem.find("PRIVATE KEY-----")?;
    let (head, rest) = pem.split_at_checked(begins)?;
    let body = rest.strip_prefix("PRIVATE KEY-----")?.split_once("-----END")?.0;
    if head.contains("ENCRYPTED") || body.contains("Proc-Type") {
        return None;
    }
    let der = base64::decode(body)?;
    let holds = |part: &[u8]| der.windows(part.len().max(1)).any(|window| window == part);
    let rsa = head.ends_with("RSA ") || holds(RSA);
    let curve = head.ends_with("EC ") || holds(CURVE);
    match public {
        PublicKey::Rsa(modulus) if rsa => Some(holds(modulus)),
        // The point may be left out of the key.
        PublicKey::Curve(point) if curve && holds(point) => Some(true),
        PublicKey::Curve(point) if curve => {
            let own = [BITS, u8::try_from(point.len() + 1).ok()?, 0, 4];
            holds(&own).then_some(false)
        }
        _ if rsa || curve => Some(false),
        _ => None,
    }
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
