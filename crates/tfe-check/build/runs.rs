//! The variables that give runs credentials: `knowledge/run-variables.yaml` as a table.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Deserialize;

use crate::{Outcome, pascal, read, sourced};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    family: String,
    title: String,
    source: String,
    switch: String,
    agent: String,
    #[serde(default)]
    doubtful: bool,
    #[serde(default)]
    statics: Vec<String>,
    documented: bool,
    #[serde(default)]
    instead: Vec<String>,
    variables: Vec<Variable>,
    #[serde(default)]
    needs: Vec<Need>,
    #[serde(default)]
    useless: Vec<Useless>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variable {
    name: String,
    form: String,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    default: String,
    #[serde(default)]
    agent: String,
    #[serde(default)]
    untagged: bool,
    meaning: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Need {
    any: Vec<String>,
    when: Option<String>,
    #[serde(default)]
    inferred: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Useless {
    names: Vec<String>,
    when: String,
}

/// The table, as Rust.
pub(crate) fn families() -> Outcome<String> {
    let rows: Vec<Family> = read("run-variables.yaml")?;
    let names: BTreeSet<&str> = rows.iter().flat_map(names).collect();
    let mut out = String::new();
    writeln!(out, "pub(crate) static FAMILIES: [Family; {}] = [", rows.len())?;
    for row in &rows {
        family(&mut out, row, &names)
            .map_err(|e| format!("run-variables.yaml, {}: {e}", row.family))?;
    }
    writeln!(out, "];")?;
    Ok(out)
}

fn names(row: &Family) -> impl Iterator<Item = &str> {
    let variables = row.variables.iter().map(|v| v.name.as_str());
    variables.chain([row.switch.as_str()])
}

fn family(out: &mut String, row: &Family, names: &BTreeSet<&str>) -> Outcome<()> {
    sourced(&row.family, &row.source)?;
    write!(
        out,
        "Family {{ name: {:?}, title: {:?}, source: {:?}, switch: {:?}, agent: {:?}, doubtful: {}, \
         statics: &{:?}, documented: {}, instead: &{:?}, variables: &[",
        row.family,
        row.title,
        row.source,
        row.switch,
        row.agent,
        row.doubtful,
        row.statics,
        row.documented,
        row.instead,
    )?;
    for v in &row.variables {
        write!(
            out,
            "Known {{ name: {:?}, form: Form::{}, values: &{:?}, default: {:?}, agent: {:?}, tagged: {}, \
             meaning: {:?} }},",
            v.name,
            pascal(&v.form),
            v.values,
            v.default,
            v.agent,
            !v.untagged,
            v.meaning,
        )?;
    }
    write!(out, "], needs: &[")?;
    for need in &row.needs {
        let ways: Vec<Vec<&str>> = need.any.iter().map(|way| way.split(" + ").collect()).collect();
        known(ways.iter().flatten().copied(), names)?;
        let ways: Vec<String> = ways.iter().map(|way| format!("&{way:?}")).collect();
        let when = match &need.when {
            Some(when) => format!("Some({})", condition(when, names)?),
            None => "None".to_owned(),
        };
        write!(
            out,
            "Need {{ any: &[{}], when: {when}, inferred: {} }},",
            ways.join(","),
            need.inferred
        )?;
    }
    write!(out, "], useless: &[")?;
    for useless in &row.useless {
        known(useless.names.iter().map(String::as_str), names)?;
        let when = condition(&useless.when, names)?;
        write!(out, "Useless {{ names: &{:?}, when: {when} }},", useless.names)?;
    }
    writeln!(out, "] }},")?;
    Ok(())
}

/// `NAME = a | b` or `NAME != a`.
fn condition(written: &str, names: &BTreeSet<&str>) -> Outcome<String> {
    let (name, is, values) = match written.split_once(" != ") {
        Some((name, values)) => (name, false, values),
        None => {
            let (name, values) = written.split_once(" = ").ok_or_else(|| written.to_owned())?;
            (name, true, values)
        }
    };
    known([name].into_iter(), names)?;
    let values: Vec<&str> = values.split(" | ").collect();
    Ok(format!("When {{ name: {name:?}, is: {is}, values: &{values:?} }}"))
}

fn known<'n>(mut used: impl Iterator<Item = &'n str>, names: &BTreeSet<&str>) -> Outcome<()> {
    match used.find(|name| !names.contains(name)) {
        Some(name) => Err(format!("no variable is called {name}").into()),
        None => Ok(()),
    }
}
