//! Names that TFE does not have and what is meant by them.

use std::fmt::Write;

use serde::Deserialize;

use crate::{Outcome, read, sourced};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrongName {
    name: String,
    #[serde(default)]
    means: Vec<String>,
    r#do: String,
    fix: Option<String>,
    #[serde(default)]
    secret: bool,
    source: String,
}

pub(crate) fn wrong_names(out: &mut String) -> Outcome<()> {
    let mut rows: Vec<WrongName> = read("wrong-names.yaml")?;
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    writeln!(out, "pub(super) static WRONG_NAMES: [WrongName; {}] = [", rows.len())?;
    for row in &rows {
        let WrongName { name, means, r#do, fix, secret, source } = row;
        sourced(name, source)?;
        let remedy = match fix.as_deref() {
            None => "Tell",
            Some("rename") => "Rename",
            Some("port") => "Port",
            Some(other) => return Err(format!("{name}: no fix is called {other}").into()),
        };
        writeln!(
            out,
            "WrongName {{ name: {name:?}, means: &{means:?}, action: {:?}, \
             remedy: Remedy::{remedy}, secret: {secret}, source: {source:?} }},",
            r#do
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}
