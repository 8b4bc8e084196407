//! Certificates in the file: base64 on one line, of PEM.

use helm_values::{Data, Style, Value};

use super::{change, place};
use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::overrides::base64;
use crate::overrides::facts::{Facts, is_placeholder};

static PEM: Rule = Rule::new("certificate-as-pem", Severity::Error, Stage::Render).source(
    Evidence::ChartSource,
    "chart templates/secret.yaml; TFE docs 2.0.x: deploy/kubernetes",
);
static WRAPPED: Rule = Rule::new("certificate-wrapped", Severity::Error, Stage::Render)
    .source(
        Evidence::ChartSource,
        "chart templates/secret.yaml writes the value without indentation",
    )
    .fix(Safety::Safe);
static NOT_PEM: Rule = Rule::new("ca-bundle-not-pem", Severity::Error, Stage::Start)
    .source(Evidence::Documented, "TFE docs 2.0.x: deploy/reference/startup-checks");

static NOT_BASE64: Rule = Rule::new("certificate-not-base64", Severity::Error, Stage::Cluster)
    .source(
        Evidence::ChartSource,
        "chart templates/secret.yaml; Kubernetes API: data of a Secret is base64",
    );

pub(super) static RULES: [&Rule; 4] = [&PEM, &WRAPPED, &NOT_PEM, &NOT_BASE64];

const BLOCKS: [&str; 4] = ["tls", "tlsSecondary", "tlsRedis", "tlsRedisSidekiq"];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for block in BLOCKS {
        for field in ["certData", "keyData", "caCertData"] {
            let path = format!("{block}.{field}");
            if let Some(value) = facts.key(&path) {
                out.extend(judge(facts, &path, value));
            }
        }
    }
}

fn judge(facts: &Facts<'_>, path: &str, value: &Value) -> Option<Finding> {
    let text = value.as_str()?;
    if text.trim().is_empty() || is_placeholder(text) {
        return None;
    }
    let lines = text.trim().lines().filter(|l| !l.trim().is_empty()).count();
    if text.contains("-----BEGIN") {
        return Some(pem(value, lines > 1));
    }
    if lines > 1 || text.trim().contains(' ') {
        return Some(wrapped(facts, path, value, text));
    }
    let decoded = base64::decode(text);
    if decoded.is_none() {
        return not_base64(value, text.trim());
    }
    let pem = decoded.as_deref().is_some_and(|bytes| bytes.windows(10).any(|w| w == b"-----BEGIN"));
    (path == "tls.caCertData" && !pem && text.len() > 64).then(|| {
        NOT_PEM.at(place::key(value)).say(
            "The CA bundle is no PEM after decoding.",
            "The tls startup check fails, and TFE does not start.",
            "Encode the PEM file: `base64 -w0 ca.pem`.",
        )
    })
}

/// The name of a file, and data that was cut. An example's data, or one that is shortened with dots,
/// is no base64 either, and nothing is said of it.
fn not_base64(value: &Value, text: &str) -> Option<Finding> {
    let ends = [".pem", ".crt", ".cer", ".key", ".b64", ".base64"];
    let file = text.starts_with(['/', '.', '~']) || ends.iter().any(|end| text.ends_with(end));
    let letter = |b: u8| b.is_ascii_alphanumeric() || b"+/=".contains(&b);
    // `-----BEGIN` in base64
    let cut = text.starts_with("LS0tLS1CRUdJTi") && text.len() > 200 && text.bytes().all(letter);
    let (what, action) = match (file && text.len() < 200 && text.contains('.'), cut) {
        (true, _) => (
            "This is the name of a file; the chart wants what is in it, as base64.",
            "Write what `base64 -w0 FILE` prints.",
        ),
        (_, true) => (
            "This base64 is not whole: letters are missing at its end or in between.",
            "Copy it again: `base64 -w0 FILE`.",
        ),
        _ => return None,
    };
    let why = "The cluster refuses the Secret: `illegal base64 data at input byte`.";
    Some(NOT_BASE64.at(place::key(value)).say(what, why, action))
}

fn pem(value: &Value, lines: bool) -> Finding {
    let found = PEM.at(place::key(value)).say(
        "This is PEM; the chart wants base64 of it.",
        if lines {
            "Helm stops: `YAML parse error on …/secret.yaml: could not find expected ':'`."
        } else {
            "The cluster refuses the Secret: `illegal base64 data at input byte`."
        },
        "Encode it on one line: `base64 -w0 FILE`.",
    );
    if lines { found } else { found.stage(Stage::Cluster) }
}

fn wrapped(facts: &Facts<'_>, path: &str, value: &Value, text: &str) -> Finding {
    let node = value.origin.and_then(|o| facts.document.node(o.node));
    let style = node.and_then(|n| n.as_scalar()).map(|s| s.style);
    let joined: String = text.split_whitespace().collect();
    let certain = base64::decode(&joined).is_some();
    let edits = change::put(facts, &change::key_path(facts, path), Data::String(joined));
    let breaks = text.trim().contains('\n') && style == Some(Style::Literal);
    let found = WRAPPED.at(place::key(value)).say(
        "Base64 has to stand on one line here.",
        if breaks {
            "Helm stops: `YAML parse error on …/secret.yaml: could not find expected ':'`."
        } else {
            "The lines become one with blanks; the cluster answers `illegal base64 data`."
        },
        "Join the lines.",
    );
    let found = if breaks { found } else { found.stage(Stage::Cluster) };
    found.fix(edits.filter(|_| certain).map(|edits| Fix::safe("Join the lines", edits)))
}
