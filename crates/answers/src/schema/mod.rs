//! JSON Schemas of the files that tfe-check reads and writes.

mod keys;
mod settings;
mod slips;

use serde_json::{Map, Value, json};
use tfe_check::Versions;

/// The schema of `tfe-check.toml`, as it is written.
pub const CONFIG_SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/tfe-check.schema.json"));
/// The schema of the JSON report, as it is written.
pub const REPORT_SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/report.schema.json"));

/// The schema of a values file for a chart, in the draft that Helm and editors read. What it refuses has
/// no effect or does harm; what only may be wrong is left to `check`.
pub fn overrides_schema(versions: &Versions) -> Value {
    let mut top = slips::properties(versions);
    top.extend(keys::properties("", versions));
    top.insert("global".to_owned(), json!({ "description": "Helm's own: for subcharts." }));
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "overrides.yaml",
        "description": format!(
            "Values for the Helm chart terraform-enterprise {}, and settings of Terraform Enterprise {}.",
            versions.chart, versions.tfe
        ),
        "type": ["object", "null"],
        // Any other key may hold an anchor, which a schema does not see.
        "properties": Value::Object(top),
    })
}

/// A schema with a description.
fn described(mut schema: Map<String, Value>, sentences: &[String]) -> Value {
    schema.insert("description".to_owned(), Value::from(sentences.join(" ")));
    Value::Object(schema)
}

/// An object of JSON as a map.
fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
