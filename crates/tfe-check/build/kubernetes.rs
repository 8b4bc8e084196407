//! The fields of Kubernetes objects, one row per type.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use crate::{Outcome, read, sourced};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Schema {
    release: String,
    source: String,
    kinds: BTreeMap<String, String>,
    types: BTreeMap<String, String>,
}

/// The table, as Rust.
pub(crate) fn schema() -> Outcome<String> {
    let schema: Schema = read("kubernetes-schema.yaml")?;
    let mut out = String::new();
    sourced("kubernetes-schema.yaml", &schema.source)?;
    sourced("kubernetes-schema.yaml: release", &schema.release)?;
    pairs(&mut out, "KINDS", &schema.kinds)?;
    pairs(&mut out, "TYPES", &schema.types)?;
    Ok(out)
}

fn pairs(out: &mut String, name: &str, rows: &BTreeMap<String, String>) -> Outcome<()> {
    writeln!(out, "pub(crate) static {name}: [(&str, &str); {}] = [", rows.len())?;
    for (key, value) in rows {
        writeln!(out, "({key:?}, {value:?}),")?;
    }
    writeln!(out, "];")?;
    Ok(())
}
