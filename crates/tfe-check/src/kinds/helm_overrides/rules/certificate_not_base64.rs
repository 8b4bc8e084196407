//! Certificates that are not base64, or not all of it.

use helm_values::Value;

use super::certificate_values::{BEGIN, Form};
use super::{certificate_values, place};
use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::CERTIFICATE_NOT_BASE64;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for given in certificate_values::all(facts) {
        let Form::Other = given.form else { continue };
        let found =
            not_base64(given.value, given.text, is_written(facts, given.block, &given.path));
        // The lines of a block break the manifest that the chart writes.
        let breaks = given.lines > 1 && certificate_values::is_literal(facts, given.value);
        out.extend(found.map(|found| if breaks { found.stage(Stage::Render) } else { found }));
    }
    out
}

/// Whether the chart makes a Secret of it: of a pair or three only where all of them are there.
fn is_written(facts: &Facts<'_>, block: &str, path: &str) -> bool {
    let parts: &[&str] = match block {
        "tls" if path.ends_with("caCertData") => &["caCertData"],
        "tls" | "tlsSecondary" => &["certData", "keyData"],
        _ => &["certData", "keyData", "caCertData"],
    };
    parts.iter().all(|part| facts.is_on(&format!("{block}.{part}")))
}

/// The name of a file, data that was cut, and any other text. Base64 that is shortened with dots was
/// shortened to show the file, and nothing is said of it.
fn not_base64(value: &Value, text: &str, written: bool) -> Option<Finding> {
    let letter = |b: u8| b.is_ascii_alphanumeric() || b"+/=".contains(&b);
    let cut = text.len() > 200 && text.starts_with(BEGIN) && text.bytes().all(letter);
    let (what, action) = match (is_file(text), cut) {
        (true, _) => (
            "This is a file name; the chart expects the file's content as base64.",
            "Write what `base64 -w0 FILE` prints.",
        ),
        (_, true) => (
            "This base64 is incomplete: characters are missing at the end or in the middle.",
            "Copy it again: `base64 -w0 FILE`.",
        ),
        _ if written && !text.starts_with(BEGIN) => (
            "This is not valid base64; the chart writes it into a Secret unchanged.",
            "Write what `base64 -w0 FILE` prints for the PEM file.",
        ),
        _ => return None,
    };
    let why = "The cluster rejects the Secret: `illegal base64 data at input byte`.";
    Some(CERTIFICATE_NOT_BASE64.at(place::key(value)).say(what, why, action))
}

fn is_file(text: &str) -> bool {
    let ends = [".pem", ".crt", ".cer", ".key", ".b64", ".base64"];
    let named = ends.iter().any(|end| text.len() > end.len() && text.ends_with(end));
    let path = ["/", "./", "../", "~/"].iter().any(|start| text.starts_with(start));
    text.len() < 200 && !text.contains(' ') && (named || path && text.contains('.'))
}
