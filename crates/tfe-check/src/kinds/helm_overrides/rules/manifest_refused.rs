//! A manifest that the cluster rejects, for a reason that no other rule knows.

use text::{Span, short_path};

use super::place::near;
use crate::base::finding::{Finding, Severity, Stage};
use crate::kinds::helm_overrides::facts::{Facts, has_template, is_sealed};
use crate::kinds::helm_overrides::render::{InstallError, Mismatch};
use crate::knowledge::rules::helm_overrides::{INGRESS_HOSTS_MALFORMED, MANIFEST_REFUSED};

/// Says so at the value, unless an error is there already.
pub(super) fn find(facts: &Facts<'_>, error: &InstallError, out: &mut Vec<Finding>) {
    let at = error.span.unwrap_or_else(|| facts.first_key());
    if filled_later(facts, at) {
        return;
    }
    let of_ingress = |f: &Finding| error.kind == "Ingress" && f.rule == &INGRESS_HOSTS_MALFORMED;
    let told = |f: &&mut Finding| {
        f.severity == Severity::Error && near(facts, f.primary, at) || of_ingress(f)
    };
    if let Some(found) = out.iter_mut().find(told) {
        if matches!(found.stage, Stage::Cluster | Stage::Start | Stage::Run) {
            found.stage = Stage::Install;
        }
        return;
    }
    let name = error.field.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or("");
    let (what, action) = match &error.mismatch {
        Mismatch::UnknownField => {
            (format!("Kubernetes has no field `{name}` here."), "Correct or remove it.".to_owned())
        }
        Mismatch::Missing => {
            (format!("Kubernetes needs a value for `{name}` here."), "Write one.".to_owned())
        }
        Mismatch::WrongType { expected: "text", got: "number" | "bool" } => {
            (format!("`{name}` must be text here."), "Put the value in quotes.".to_owned())
        }
        Mismatch::WrongType { expected: "a list", .. } => (
            format!("`{name}` must be a list here."),
            "Put each entry on its own line, with `- ` before it.".to_owned(),
        ),
        Mismatch::WrongType { expected: "a map", got: "string" } if name == "imagePullSecrets" => (
            "A pull secret is written as `- name: …`.".to_owned(),
            "Write `- name: ` before it.".to_owned(),
        ),
        Mismatch::WrongType { expected: "a map", .. } => (
            format!("`{name}` must contain keys with values here."),
            "Write `key: value` lines below it, indented.".to_owned(),
        ),
        Mismatch::WrongType { expected, .. } => {
            (format!("`{name}` must be {expected} here."), format!("Write {expected}."))
        }
        Mismatch::NoQuantity(_) => (
            format!("`{name}` is not a Kubernetes quantity."),
            "Write it like `4Gi` or `500m`.".to_owned(),
        ),
        Mismatch::TooBig => {
            (format!("The number in `{name}` is too big."), "Write a smaller one.".to_owned())
        }
    };
    let why = format!("The cluster rejects the {}: `{}`.", error.kind, short_path(&error.field));
    out.push(MANIFEST_REFUSED.at(at).say(what, why, action));
}

/// Whether the value at a place is put in by a tool before Helm reads the file: its type now says
/// nothing, and that a mark is left is reported as such.
fn filled_later(facts: &Facts<'_>, at: Span) -> bool {
    let line = facts.text.get(at.start..).and_then(|t| t.lines().next()).unwrap_or("");
    let value = line.split_once(": ").map_or(line, |(_, value)| value);
    is_sealed(value.trim_matches(['"', '\'', ' '])) || has_template(value)
}
