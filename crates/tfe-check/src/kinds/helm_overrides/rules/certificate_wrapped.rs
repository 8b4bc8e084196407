//! Certificates in base64 of several lines.

use helm_values::{Data, Value};

use super::certificate_values::Form;
use super::{certificate_values, change, place};
use crate::base::finding::{Finding, Fix, Safety, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::CERTIFICATE_WRAPPED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in certificate_values::all(facts) {
        if let Form::Wrapped(safety) = given.form {
            found.push(wrapped(facts, &given.path, given.value, safety));
        }
    }
    found
}

fn wrapped(facts: &Facts<'_>, path: &str, value: &Value, safety: Option<Safety>) -> Finding {
    let text = value.as_str().unwrap_or("");
    let joined: String = text.split_whitespace().collect();
    let edits = change::put(facts, &change::key_path(facts, path), Data::String(joined.into()));
    let breaks = text.trim().contains('\n') && certificate_values::is_literal(facts, value);
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
    found.fix(safety.and_then(|safety| Some(Fix { title: title.into(), safety, edits: edits? })))
}
