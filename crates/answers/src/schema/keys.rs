//! The chart's keys as a schema.

use serde_json::{Map, Value, json};
use tfe_check::Versions;
use tfe_check::knowledge::{self, ChartKey, KeyForm, Nothing};

use super::{described, map, settings};

/// The keys directly under a dotted path that a chart reads; the top level for an empty one.
pub(super) fn properties(path: &str, versions: &Versions) -> Map<String, Value> {
    let read = knowledge::children(path).filter(|(_, key)| !versions.chart_lacks(key.since));
    read.map(|(name, key)| (name.to_owned(), schema(key, versions))).collect()
}

fn schema(key: &ChartKey, versions: &Versions) -> Value {
    let default = knowledge::chart_default(key, versions);
    let mut schema = form(key, versions);
    if let Some(value) = default.and_then(|text| plain(key, text)) {
        schema.insert("default".to_owned(), value);
    }
    let nothing = key.nothing == Nothing::Harmless;
    if nothing {
        or_null(&mut schema);
    }
    if !key.values.is_empty() {
        let words = key.values.iter().map(|value| json!(value));
        schema.insert("enum".to_owned(), words.chain(nothing.then_some(Value::Null)).collect());
    }
    let mut said = vec![sentence(key.meaning)];
    if let Some(default) = default.filter(|_| !schema.contains_key("default")) {
        said.push(format!("Default: {default}."));
    }
    said.push(format!("Since chart {}.", key.since));
    described(schema, &said)
}

fn form(key: &ChartKey, versions: &Versions) -> Map<String, Value> {
    let digits = "^[0-9]+$";
    map(match key.form {
        KeyForm::Block => block(key, versions),
        KeyForm::Int => json!({ "type": ["integer", "string"], "pattern": digits }),
        KeyForm::IntOrPercent => json!({ "type": ["integer", "string"], "pattern": "^[0-9]+%?$" }),
        // Any text counts as true, so only `"true"` does what it says.
        KeyForm::Bool => json!({ "type": ["boolean", "string"], "pattern": "^true$" }),
        KeyForm::String => json!({ "type": ["string", "number", "boolean"] }),
        KeyForm::Base64 => json!({ "type": ["string"] }),
        // The chart passes on what is there; what the cluster makes of it is another matter.
        KeyForm::Map => json!({ "type": ["object", "array"] }),
        KeyForm::StringMap | KeyForm::ScalarMap => scalars(key.path, versions),
        KeyForm::List => list(key, versions),
        KeyForm::NameList => json!({ "type": ["array"], "items": named() }),
        KeyForm::RefList => json!({ "type": ["array", "object"], "items": reference() }),
    })
}

/// Keys that the chart does not read have no effect; Helm says nothing about them.
fn block(key: &ChartKey, versions: &Versions) -> Value {
    json!({
        "type": ["object"],
        "properties": properties(key.path, versions),
        "additionalProperties": key.free,
    })
}

fn scalars(path: &str, versions: &Versions) -> Value {
    let scalar = json!({ "type": ["string", "number", "boolean", "null"] });
    let types = if path == "env.secrets" { json!(["object", "array"]) } else { json!(["object"]) };
    let mut schema = json!({ "type": types, "additionalProperties": scalar });
    let secret = match path {
        "env.variables" => false,
        "env.secrets" => true,
        _ => return schema,
    };
    schema["properties"] = Value::Object(settings::properties(secret, versions));
    schema
}

fn list(key: &ChartKey, versions: &Versions) -> Value {
    let entries = properties(&format!("{}[]", key.path), versions);
    if entries.is_empty() {
        return json!({ "type": ["array"] });
    }
    json!({ "type": ["array"], "items": { "properties": entries } })
}

fn named() -> Value {
    json!({ "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"] })
}

/// One setting from a key of a Secret or ConfigMap.
fn reference() -> Value {
    json!({ "type": "object", "properties": { "name": { "type": "string" }, "key": { "type": "string" } } })
}

/// A default as a value, where the table has one and not words for it.
fn plain(key: &ChartKey, text: &str) -> Option<Value> {
    match key.form {
        KeyForm::Bool => text.parse::<bool>().ok().map(Value::from),
        KeyForm::Int | KeyForm::IntOrPercent => text.parse::<u64>().ok().map(Value::from),
        KeyForm::String if !text.contains([' ', '<']) => Some(Value::from(text)),
        _ => None,
    }
}

/// `key:` with nothing after it deletes the default, and the chart works without.
fn or_null(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.push(json!("null"));
    }
}

/// A meaning as a sentence of its own.
pub(super) fn sentence(meaning: &str) -> String {
    let meaning = meaning.trim();
    if meaning.ends_with('.') { meaning.to_owned() } else { format!("{meaning}.") }
}
