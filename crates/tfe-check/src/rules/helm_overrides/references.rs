//! References to Secrets and ConfigMaps that are not written as the chart reads them.

use helm_values::{Data, Value};

use super::place;
use crate::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::overrides::facts::Facts;

static OBJECT: Rule = Rule::new("object-reference-malformed", Severity::Error, Stage::Render)
    .source(Evidence::ChartSource, "chart templates/deployment.yaml");
static KEY: Rule = Rule::new("key-reference-malformed", Severity::Error, Stage::Install)
    .source(Evidence::ChartSource, "chart templates/_helpers.tpl, list-valueFrom-variables");

pub(super) static RULES: [&Rule; 2] = [&OBJECT, &KEY];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for key in ["env.secretRefs", "env.configMapRefs"] {
        out.extend(facts.key(key).and_then(objects));
    }
    for (key, object) in
        [("env.secretKeyRefs", "secretName"), ("env.configMapKeyRefs", "configMapName")]
    {
        out.extend(facts.key(key).and_then(|value| keys(value, object)));
    }
}

/// A list of maps with `name`.
fn objects(value: &Value) -> Option<Finding> {
    let say = |at: &Value, why: &str| {
        OBJECT.at(place::value(at)).say(
            "References are a list of names: `- name: my-secret`.",
            why.to_owned(),
            "Write one `- name: …` a line.",
        )
    };
    let list = match &value.data {
        Data::Null => return None,
        Data::List(list) => list,
        Data::Map(map) if map.is_empty() => return None,
        _ => {
            return Some(say(
                value,
                "Helm stops: `can't evaluate field name`, or `range can't iterate over`.",
            ));
        }
    };
    list.iter().find_map(|item| match item.as_map() {
        None => Some(say(item, "Helm stops: `can't evaluate field name in type interface {}`.")),
        Some(_) if item.get("name").and_then(Value::as_str).is_some_and(|n| !n.is_empty()) => None,
        Some(_) => Some(
            say(item, "The chart writes an empty name, and the cluster refuses the Deployment.")
                .stage(Stage::Cluster),
        ),
    })
}

/// A list of maps with `name`, the object's name and `key`.
fn keys(value: &Value, object: &str) -> Option<Finding> {
    let entries: Vec<&Value> = match &value.data {
        Data::List(items) => items.iter().collect(),
        Data::Map(map) => map.values().collect(),
        _ => return None,
    };
    let text = |entry: &Value, key: &str| {
        entry.get(key).and_then(Value::as_str).is_some_and(|t| !t.is_empty())
    };
    let wrong =
        entries.into_iter().find(|e| !["name", object, "key"].iter().all(|k| text(e, k)))?;
    Some(KEY.at(place::value(wrong)).say(
        "This reference lacks its `name`, or is written in another way.",
        "The chart writes an empty name, and the cluster refuses the Deployment.",
        format!("Write a list: `- name: TFE_…`, `{object}: …`, `key: …`."),
    ))
}
