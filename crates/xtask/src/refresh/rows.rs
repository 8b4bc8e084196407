//! The rows of `knowledge/`, read as Helm reads YAML.

use std::fs;
use std::path::Path;

use helm_values::{Data, Helm, Value, parse};

use crate::failure::Result;

/// A YAML file as values.
pub(super) fn yaml(path: &Path) -> Result<Value> {
    values(path, &read(path)?)
}

/// A YAML file that is a list. Helm only takes maps, so it is read as the entry of one.
pub(super) fn list(path: &Path) -> Result<Vec<Value>> {
    let all = values(path, &format!("rows:\n{}", read(path)?))?;
    Ok(all.get("rows").and_then(Value::as_list).unwrap_or_default().to_vec())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()).into())
}

fn values(path: &Path, text: &str) -> Result<Value> {
    let document = parse(text);
    match document.problems().first() {
        None => Ok(document.values(Helm::V4)),
        Some(problem) => Err(format!("{}: {problem:?}", path.display()).into()),
    }
}

/// The text of a row's member; empty where it is not there.
pub(super) fn field<'v>(row: &'v Value, name: &str) -> &'v str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A value as people write it in a table, to be compared and printed.
pub(super) fn written(value: &Value) -> String {
    match &value.data {
        Data::Null => String::new(),
        Data::Bool(bool) => bool.to_string(),
        Data::Number(number) => number.to_string(),
        Data::String(text) => text.to_string(),
        Data::List(items) => {
            format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", "))
        }
        Data::Map(map) => {
            let entries = map.iter().map(|(key, value)| format!("{key}: {}", written(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
