//! The settings that TFE gets, and where each comes from.

use helm_values::{Data, Map, SharedText, Value};
use text::Span;

use super::manifest::Object;
use crate::knowledge;
use text::base64::decode_text;

/// A setting of the ConfigMap, or one that a single reference gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EnvEntry {
    /// Its name; empty where the manifest has none.
    pub name: String,
    /// What is written; anything but text is refused or dropped by Kubernetes. Null for references.
    pub value: Value,
    /// Where it comes from.
    pub source: EnvSource,
    /// The value in the file that gives it, or the chart key's; none for a default of the chart.
    pub span: Option<Span>,
    /// A value of `env.variables` that the chart overwrites.
    pub overwritten: Option<Value>,
}

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum EnvSource {
    /// `env.variables`
    Variables,
    /// The chart writes it, from this key or always the same.
    Chart(Option<&'static str>),
    /// A key of a Secret that exists already.
    SecretKey,
    /// A key of a ConfigMap that exists already.
    ConfigMapKey,
}

/// A setting of the Secret.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SecretEntry {
    /// Its name.
    pub name: String,
    /// What TFE gets; none where it is empty, or no base64 of text.
    pub value: Option<String>,
    /// The value in the file.
    pub span: Option<Span>,
}

/// The settings of the ConfigMap.
pub(super) fn config_map(objects: &[Object], values: &Value) -> Option<Vec<EnvEntry>> {
    let object = find(objects, "ConfigMap", "terraform-enterprise-env-config")?;
    let variables = values.at(&["env", "variables"]);
    let data = object.value.get("data").and_then(Value::as_map)?;
    Some(data.iter().map(|(name, value)| entry(name, value, object, variables, values)).collect())
}

fn entry(
    name: &str,
    value: &Value,
    object: &Object,
    variables: Option<&Value>,
    values: &Value,
) -> EnvEntry {
    let own = variables.and_then(|variables| variables.get(name));
    let chart = knowledge::chart_env().iter().find(|row| row.name == name);
    let twice = object.twice.iter().any(|twice| twice == name);
    let by_chart = chart.filter(|_| own.is_none() || twice);
    let source = match by_chart {
        Some(row) => EnvSource::Chart(row.key),
        None => EnvSource::Variables,
    };
    let key = by_chart.and_then(|row| row.key);
    let giver = match by_chart {
        Some(_) => key.and_then(|key| values.at(&key.split('.').collect::<Vec<_>>())),
        None => own,
    };
    EnvEntry {
        name: name.to_owned(),
        value: value.clone(),
        source,
        span: giver.and_then(|value| value.origin).map(|origin| origin.value),
        overwritten: own.filter(|_| by_chart.is_some()).cloned(),
    }
}

/// The settings of the Secret.
pub(super) fn secrets(objects: &[Object], values: &Value) -> Vec<SecretEntry> {
    let object = find(objects, "Secret", "terraform-enterprise-env-secrets");
    let Some(data) = object.and_then(|object| object.value.get("data")?.as_map()) else {
        return Vec::new();
    };
    let own = values.at(&["env", "secrets"]);
    let entry = |(name, value): (&SharedText, &Value)| SecretEntry {
        name: name.to_string(),
        value: value.as_str().and_then(decode_text),
        span: own.and_then(|own| own.get(name)?.origin).map(|origin| origin.value),
    };
    data.iter().map(entry).collect()
}

/// The settings of single references, in their order: of two with one name the last counts.
pub(super) fn explicit(objects: &[Object], values: &Value) -> Option<Vec<EnvEntry>> {
    let deployment = objects.iter().find(|object| object.kind == "Deployment")?;
    let containers = deployment.value.at(&["spec", "template", "spec", "containers"])?.as_list()?;
    let entries = containers.first()?.get("env").and_then(Value::as_list).unwrap_or_default();
    let mut places = places(values, "secretKeyRefs");
    places.extend(self::places(values, "configMapKeyRefs"));
    let entry = |(at, env): (usize, &Value)| EnvEntry {
        name: env.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        value: Value::of(Data::Null),
        source: match env.at(&["valueFrom", "secretKeyRef"]) {
            Some(_) => EnvSource::SecretKey,
            None => EnvSource::ConfigMapKey,
        },
        span: places.get(at).copied().flatten(),
        overwritten: None,
    };
    Some(entries.iter().enumerate().map(entry).collect())
}

/// Where the items of a list (or map) of references stand.
fn places(values: &Value, list: &str) -> Vec<Option<Span>> {
    let place = |value: &Value| value.origin.map(|origin| origin.entry);
    match values.at(&["env", list]).map(|value| &value.data) {
        Some(Data::List(items)) => items.iter().map(place).collect(),
        Some(Data::Map(map)) => Map::values(map).map(place).collect(),
        _ => Vec::new(),
    }
}

fn find<'o>(objects: &'o [Object], kind: &str, name: &str) -> Option<&'o Object> {
    objects.iter().find(|object| object.kind == kind && object.name == name)
}
