//! A label or an annotation that is not text.

use helm_values::{Data, Value};

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::ANNOTATION_NOT_TEXT;
use crate::knowledge::{self, ChartKey, KeyForm};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for row in knowledge::chart_keys().iter().filter(|k| is_kubernetes(k)) {
        // What is not rendered does no harm.
        let block = row.path.split('.').next().unwrap_or("");
        let off =
            matches!(block, "ingress" | "pdb" | "csi") && !facts.is_on(&format!("{block}.enabled"));
        let off =
            off || block == "serviceSecondary" && facts.setting("TFE_HOSTNAME_SECONDARY").is_none();
        let map = facts.key(row.path).and_then(Value::as_map).filter(|_| !off);
        for (name, value) in map.into_iter().flatten() {
            if !matches!(value.data, Data::String(_) | Data::Null) {
                found.push(say(facts, row.path, name, value));
            }
        }
    }
    found
}

/// What lands in the manifests as a map of texts; the chart turns `env.secrets` into text itself.
fn is_kubernetes(key: &ChartKey) -> bool {
    key.form == KeyForm::StringMap && key.path != "env.secrets"
}

fn say(facts: &Facts<'_>, parent: &str, name: &str, value: &Value) -> Finding {
    let path: Vec<&str> = change::key_path(facts, parent).into_iter().chain([name]).collect();
    let (is, go) = match value.data {
        Data::Bool(_) => ("a boolean", "bool"),
        Data::Number(_) => ("a number", "number"),
        _ => ("not text", "object"),
    };
    let fix = change::quote(facts, &path, value);
    let kind = if parent.ends_with("labels") { "labels" } else { "annotations" };
    ANNOTATION_NOT_TEXT
        .at(place::value(value))
        .say(
            format!("Labels and annotations must be text, and this is {is}."),
            format!(
                "The cluster rejects it: `cannot unmarshal {go} into … {kind} of type string`."
            ),
            "Put it in quotes.",
        )
        .fix(fix.map(|edits| Fix::safe("Put it in quotes", edits)))
}
