//! A manifest that the cluster rejects. Where another rule has an error in the same entry, it says why.

use text::{Span, short_path};

use super::ingress_hosts;
use crate::base::finding::{Finding, Words};
use crate::kinds::helm_overrides::facts::{Facts, has_template, is_sealed};
use crate::kinds::helm_overrides::render::{InstallError, Mismatch};
use crate::knowledge::rules::helm_overrides::MANIFEST_REFUSED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    // What is wrong with the hosts is reported at them.
    let hosts = ingress_hosts::are_malformed(facts);
    let all = facts.refused().iter().filter(|error| !(hosts && error.kind == "Ingress"));
    all.filter_map(|error| refused(facts, error)).collect()
}

fn refused(facts: &Facts<'_>, error: &InstallError) -> Option<Finding> {
    let at = error.span.unwrap_or_else(|| facts.first_key());
    if filled_later(facts, at) {
        return None;
    }
    let field = error.field.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or("");
    let (what, action) = words(&error.mismatch, field);
    let why = format!("The cluster rejects the {}: `{}`.", error.kind, short_path(&error.field));
    Some(MANIFEST_REFUSED.at(at).say(what, why, action))
}

/// What is wrong with a field, and what to do.
fn words(mismatch: &Mismatch, name: &str) -> (String, Words) {
    match mismatch {
        Mismatch::UnknownField => {
            (format!("Kubernetes has no field `{name}` here."), "Correct or remove it.".into())
        }
        Mismatch::Missing => {
            (format!("Kubernetes needs a value for `{name}` here."), "Write one.".into())
        }
        Mismatch::WrongType { expected, got } => of_another_type(name, expected, got),
        Mismatch::NoQuantity(_) => (
            format!("`{name}` is not a Kubernetes quantity."),
            "Write it like `4Gi` or `500m`.".into(),
        ),
        Mismatch::TooBig => {
            (format!("The number in `{name}` is too big."), "Write a smaller one.".into())
        }
    }
}

/// The same for a value of another type than the field has.
fn of_another_type(name: &str, expected: &str, got: &str) -> (String, Words) {
    match (expected, got) {
        ("text", "number" | "bool") => {
            (format!("`{name}` must be text here."), "Put the value in quotes.".into())
        }
        ("a list", _) => (
            format!("`{name}` must be a list here."),
            "Put each entry on its own line, with `- ` before it.".into(),
        ),
        ("a map", "string") if name == "imagePullSecrets" => (
            "A pull secret is written as `- name: …`.".to_owned(),
            "Write `- name: ` before it.".into(),
        ),
        ("a map", _) => (
            format!("`{name}` must contain keys with values here."),
            "Write `key: value` lines below it, indented.".into(),
        ),
        _ => (format!("`{name}` must be {expected} here."), format!("Write {expected}.").into()),
    }
}

/// Whether the value at a place is put in by a tool before Helm reads the file: its type now says
/// nothing, and that a mark is left is reported as such.
fn filled_later(facts: &Facts<'_>, at: Span) -> bool {
    let line = facts.text.get(at.start..).and_then(|t| t.lines().next()).unwrap_or("");
    let value = line.split_once(": ").map_or(line, |(_, value)| value);
    is_sealed(value.trim_matches(['"', '\'', ' '])) || has_template(value)
}
