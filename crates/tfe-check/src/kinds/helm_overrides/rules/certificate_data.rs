//! Certificates in the file: base64 on one line, of PEM.

use helm_values::{Data, Style, Value};

use super::{change, place};
use crate::base::finding::{Finding, Fix, Safety, Stage};
use crate::carry::base64;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::{
    CA_BUNDLE_NOT_PEM, CERTIFICATE_AS_PEM, CERTIFICATE_NOT_BASE64, CERTIFICATE_WRAPPED,
};

const BLOCKS: [&str; 4] = ["tls", "tlsSecondary", "tlsRedis", "tlsRedisSidekiq"];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for block in BLOCKS {
        for field in ["certData", "keyData", "caCertData"] {
            let path = format!("{block}.{field}");
            if let Some(value) = facts.key(&path) {
                out.extend(judge(facts, block, &path, value));
            }
        }
    }
}

fn judge(facts: &Facts<'_>, block: &str, path: &str, value: &Value) -> Option<Finding> {
    let text = value.as_str()?.trim();
    if text.is_empty() || is_placeholder(text) {
        return None;
    }
    let lines = text.lines().filter(|l| !l.trim().is_empty()).count();
    if text.contains("-----BEGIN") {
        return Some(pem(value, lines > 1));
    }
    let decoded = base64::decode(text);
    let pem = decoded.as_deref().is_some_and(|bytes| bytes.windows(10).any(|w| w == b"-----BEGIN"));
    if lines > 1 || text.contains(' ') {
        // DER begins with a sequence. Words may be base64 by chance, and are not joined.
        let certain = pem || decoded.as_deref().is_some_and(|bytes| bytes.starts_with(&[0x30]));
        let in_lines = decoded.is_some() && is_in_lines(facts, value);
        if certain || in_lines || text.starts_with(BEGIN) {
            let review = in_lines.then_some(Safety::Review);
            return Some(wrapped(facts, path, value, certain.then_some(Safety::Safe).or(review)));
        }
        let breaks = lines > 1 && style(facts, value) == Some(Style::Literal);
        return not_base64(value, text, is_written(facts, block, path))
            .map(|found| if breaks { found.stage(Stage::Render) } else { found });
    }
    if decoded.is_none() {
        return not_base64(value, text, is_written(facts, block, path));
    }
    (path == "tls.caCertData" && !pem && text.len() > 64).then(|| {
        CA_BUNDLE_NOT_PEM.at(place::key(value)).say(
            "The CA bundle is not PEM after decoding.",
            "The tls startup check fails, and TFE does not start.",
            "Encode the PEM file: `base64 -w0 ca.pem`.",
        )
    })
}

/// `-----BEGIN` in base64.
const BEGIN: &str = "LS0tLS1CRUdJTi";

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

fn pem(value: &Value, lines: bool) -> Finding {
    let found = CERTIFICATE_AS_PEM.at(place::key(value)).say(
        "This is PEM; the chart expects it base64-encoded.",
        if lines {
            "Helm stops: `YAML parse error on …/secret.yaml: could not find expected ':'`."
        } else {
            "The cluster rejects the Secret: `illegal base64 data at input byte`."
        },
        "Encode it on one line: `base64 -w0 FILE`.",
    );
    if lines { found } else { found.stage(Stage::Cluster) }
}

fn wrapped(facts: &Facts<'_>, path: &str, value: &Value, safety: Option<Safety>) -> Finding {
    let text = value.as_str().unwrap_or("");
    let joined: String = text.split_whitespace().collect();
    let edits = change::put(facts, &change::key_path(facts, path), Data::String(joined));
    let breaks = text.trim().contains('\n') && style(facts, value) == Some(Style::Literal);
    let found = CERTIFICATE_WRAPPED.at(place::key(value)).say(
        "Base64 must be on one line here.",
        if breaks {
            "Helm stops: `YAML parse error on …/secret.yaml: could not find expected ':'`."
        } else {
            "The lines are joined with spaces; the cluster answers `illegal base64 data`."
        },
        "Join the lines.",
    );
    let found = if breaks { found } else { found.stage(Stage::Cluster) };
    let title = "Join the lines".to_owned();
    found.fix(safety.and_then(|safety| Some(Fix { title, safety, edits: edits? })))
}

/// Whether it is written in several lines of one word each, as tools wrap base64.
fn is_in_lines(facts: &Facts<'_>, value: &Value) -> bool {
    let written = place::value(value).of(facts.text).trim();
    written.contains('\n') && written.lines().all(|line| !line.trim().contains(' '))
}

fn style(facts: &Facts<'_>, value: &Value) -> Option<Style> {
    let node = value.origin.and_then(|o| facts.document.node(o.node));
    node.and_then(|n| n.as_scalar()).map(|s| s.style)
}
