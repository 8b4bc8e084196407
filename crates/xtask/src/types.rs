//! TypeScript types of the report, made of its JSON Schema, so that both say the same.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use crate::command::root;
use crate::failure::Result;

const SCHEMA: &str = "docs/report.schema.json";
const TYPES: &str = "crates/wasm/src/report.d.ts";

/// The types that have names, each with its place in the schema.
const NAMED: [(&str, &str); 12] = [
    ("Kind", "/$defs/document/properties/kind"),
    ("Profile", "/$defs/document/properties/profile"),
    ("Severity", "/$defs/finding/properties/severity"),
    ("Stage", "/$defs/finding/properties/stage"),
    ("Evidence", "/$defs/finding/properties/evidence"),
    ("Safety", "/$defs/fix/properties/safety"),
    ("Span", "/$defs/span"),
    ("Fix", "/$defs/fix"),
    ("Finding", "/$defs/finding"),
    ("Part", "/$defs/part"),
    ("DocumentReport", "/$defs/document"),
    ("Report", ""),
];

/// Writes the types.
pub(crate) fn write() -> Result {
    fs::write(root().join(TYPES), types()?).map_err(|e| format!("{TYPES}: {e}").into())
}

/// Says that the types are older than the schema.
pub(crate) fn stale() -> Result<Option<String>> {
    let written = fs::read_to_string(root().join(TYPES)).unwrap_or_default();
    let is_stale = written != types()?;
    Ok(is_stale.then(|| format!("{TYPES} is older than {SCHEMA}: run `cargo xtask types`")))
}

fn types() -> Result<String> {
    let text = fs::read_to_string(root().join(SCHEMA)).map_err(|e| format!("{SCHEMA}: {e}"))?;
    let schema: Value = serde_json::from_str(&text).map_err(|e| format!("{SCHEMA}: {e}"))?;
    let mut out = format!("// Made of {SCHEMA} by `cargo xtask types`; not edited by hand.\n");
    for (name, place) in NAMED {
        let of = schema.pointer(place).ok_or_else(|| format!("{SCHEMA} has no {place}"))?;
        out.push('\n');
        comment(&mut out, of, "");
        // A text takes all that is written to it.
        let _ = match of.get("enum") {
            Some(words) => writeln!(out, "export type {name} = {};", union(words)),
            None => writeln!(out, "export interface {name} {}", members(of, "")),
        };
    }
    Ok(out)
}

fn comment(out: &mut String, of: &Value, indent: &str) {
    if let Some(said) = of.get("description").and_then(Value::as_str) {
        let _ = writeln!(out, "{indent}/** {said} */");
    }
}

/// Words that a value can be, without null: where it can be that, the member says so.
fn union(words: &Value) -> String {
    let words = words.as_array().into_iter().flatten().filter(|word| !word.is_null());
    words.map(Value::to_string).collect::<Vec<_>>().join(" | ")
}

/// The members of an object: the required ones in their order, then the others by name.
fn members(of: &Value, indent: &str) -> String {
    let mut out = String::from("{\n");
    let inner = format!("{indent}  ");
    let Some(properties) = of.get("properties").and_then(Value::as_object) else {
        return "object".to_owned();
    };
    let required = of.get("required").and_then(Value::as_array).into_iter().flatten();
    let mut names: Vec<&str> = required.filter_map(Value::as_str).collect();
    let first = names.len();
    let mut others: Vec<&str> = properties.keys().map(String::as_str).collect();
    others.retain(|name| !names.contains(name));
    others.sort_unstable();
    names.extend(others);
    for (at, name) in names.into_iter().enumerate() {
        let Some(member) = properties.get(name) else { continue };
        comment(&mut out, member, &inner);
        let mark = if at < first { "" } else { "?" };
        let _ = writeln!(out, "{inner}{name}{mark}: {};", form(name, member, &inner));
    }
    let _ = write!(out, "{indent}}}");
    out
}

/// The type of a member.
fn form(name: &str, of: &Value, indent: &str) -> String {
    if let Some(place) = of.get("$ref").and_then(Value::as_str) {
        return named(place.trim_start_matches('#'));
    }
    let types: Vec<&str> = match of.get("type") {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one],
        _ => Vec::new(),
    };
    let own = NAMED.iter().find(|(_, place)| place.ends_with(&format!("/properties/{name}")));
    let one = |kind: &str| match (kind, of.get("enum"), own) {
        ("string", Some(_), Some((named, _))) => (*named).to_owned(),
        ("string", Some(words), None) => union(words),
        ("integer", ..) => "number".to_owned(),
        ("array", ..) => {
            let item = of.get("items").map(|item| form(name, item, indent));
            format!("{}[]", item.unwrap_or_default())
        }
        ("object", ..) => members(of, indent),
        (other, ..) => other.to_owned(),
    };
    types.into_iter().map(one).collect::<Vec<_>>().join(" | ")
}

fn named(place: &str) -> String {
    let known = NAMED.iter().find(|(_, own)| *own == place);
    known.map_or_else(|| "unknown".to_owned(), |(name, _)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_are_those_of_the_schema() {
        assert_eq!(stale().unwrap(), None);
        let types = types().unwrap();
        for line in ["  kind: Kind | null;", "  findings: Finding[];", "  skipped?: number;"] {
            assert!(types.contains(line), "{line}\n{types}");
        }
        assert!(!types.contains("unknown"), "{types}");
    }
}
