//! Turns `knowledge/*.yaml` and the heads of `rules/*/*.md` into static tables, so that nothing is parsed
//! at run time.

#![allow(clippy::print_stdout, reason = "that is how a build script talks to cargo")]

mod calls;
mod chart;
mod judged;
mod kubernetes;
mod log;
mod names;
mod private;
mod regions;
mod rules;
mod runs;
mod syntax;
mod wrappings;

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;
use serde::de::DeserializeOwned;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    println!("cargo:rerun-if-changed=build");
    let mut out = String::new();
    settings(&mut out)?;
    chart::chart_keys(&mut out)?;
    chart::chart_env(&mut out)?;
    chart::chart_history(&mut out)?;
    replicated(&mut out)?;
    private::variables(&mut out)?;
    names::wrong_names(&mut out)?;
    judged::judged(&mut out)?;
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("knowledge.rs"), out)?;
    fs::write(Path::new(&folder).join("log.rs"), log::log()?)?;
    fs::write(Path::new(&folder).join("kubernetes.rs"), kubernetes::schema()?)?;
    fs::write(Path::new(&folder).join("vault_calls.rs"), calls::calls()?)?;
    fs::write(Path::new(&folder).join("syntax.rs"), syntax::syntax()?)?;
    fs::write(Path::new(&folder).join("wrappings.rs"), wrappings::wrappings()?)?;
    fs::write(Path::new(&folder).join("regions.rs"), regions::regions()?)?;
    fs::write(Path::new(&folder).join("rules.rs"), rules::rules()?)?;
    fs::write(Path::new(&folder).join("runs.rs"), runs::families()?)?;
    // The code includes it as it is, from a folder that is there in the published crate too.
    let values = "chart-values.yaml";
    fs::copy(shared("knowledge")?.join(values), Path::new(&folder).join(values))?;
    Ok(())
}

/// A folder of the repository's root. The published crate has a copy of it; in the repository that is a
/// link, which git for Windows may write as a file.
fn shared(name: &str) -> Outcome<PathBuf> {
    let crate_root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let own = crate_root.join(name);
    Ok(if own.is_dir() { own } else { crate_root.join("../..").join(name) })
}

fn read<T: DeserializeOwned>(name: &str) -> Outcome<T> {
    let path = shared("knowledge")?.join(name);
    println!("cargo:rerun-if-changed={}", path.display());
    serde_yaml::from_str(&fs::read_to_string(path)?).map_err(|e| format!("{name}: {e}").into())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Setting {
    name: String,
    group: String,
    r#type: String,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    any_case: bool,
    default: Option<String>,
    min: Option<String>,
    max: Option<String>,
    unit: Option<String>,
    secret: Option<serde_yaml::Value>,
    chart: Option<String>,
    only: Option<String>,
    since: Option<String>,
    by: Option<String>,
    status: Option<String>,
    instead: Option<String>,
    meaning: String,
    source: String,
}

fn settings(out: &mut String) -> Outcome<()> {
    let mut rows: Vec<Setting> = read("settings.yaml")?;
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    writeln!(out, "pub(super) static SETTINGS: [Setting; {}] = [", rows.len())?;
    for r in &rows {
        let secret = match r.secret.as_ref().map(|s| s.as_str()) {
            None => "No",
            Some(Some("identifier")) => "Identifier",
            Some(_) => "Yes",
        };
        let since =
            r.since.as_ref().or(r.by.as_ref()).ok_or_else(|| format!("{}: since", r.name))?;
        writeln!(
            out,
            "Setting {{ name: {:?}, group: {:?}, form: Form::{}, values: &{:?}, any_case: {}, \
             default: {:?}, min: {:?}, max: {:?}, unit: {:?}, secret: Secrecy::{secret}, \
             chart: {:?}, only: {:?}, since: {since:?}, since_exact: {}, status: Status::{}, \
             instead: {:?}, meaning: {:?}, source: {:?} }},",
            r.name,
            r.group,
            pascal(&r.r#type),
            r.values,
            r.any_case,
            r.default,
            r.min,
            r.max,
            r.unit,
            r.chart,
            r.only,
            r.since.is_some(),
            pascal(r.status.as_deref().unwrap_or("current")),
            r.instead,
            r.meaning,
            r.source,
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

/// A fact without a source is none.
fn sourced(name: &str, source: &str) -> Outcome<()> {
    let is_empty = source.trim().is_empty();
    if is_empty { Err(format!("{name}: source").into()) } else { Ok(()) }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replicated {
    name: String,
    instead: Option<String>,
    #[serde(default)]
    inferred: bool,
    #[serde(default = "yes")]
    anywhere: bool,
    #[serde(default = "yes")]
    same_value: bool,
    form: Option<String>,
    #[serde(default)]
    values: Vec<String>,
    chart: Option<String>,
    #[serde(default)]
    secret: bool,
    #[serde(default)]
    installer: bool,
    note: Option<String>,
}

fn yes() -> bool {
    true
}

fn replicated(out: &mut String) -> Outcome<()> {
    let rows: Vec<Replicated> = read("replicated.yaml")?;
    writeln!(out, "pub(super) static REPLICATED: [Replicated; {}] = [", rows.len())?;
    for row in &rows {
        let Replicated { name, instead, inferred, anywhere, same_value, .. } = row;
        let Replicated { values, chart, secret, installer, note, .. } = row;
        let form = pascal(row.form.as_deref().unwrap_or("text"));
        writeln!(
            out,
            "Replicated {{ name: {name:?}, instead: {instead:?}, inferred: {inferred}, anywhere: {anywhere}, \
             same_value: {same_value}, form: OldForm::{form}, values: &{values:?}, chart: {chart:?}, secret: {secret}, \
             installer: {installer}, note: {note:?} }},"
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

fn pascal(kebab: &str) -> String {
    let upper = |w: &str| {
        let mut chars = w.chars();
        chars
            .next()
            .map(|c| c.to_ascii_uppercase().to_string() + chars.as_str())
            .unwrap_or_default()
    };
    kebab.split(['-', '_']).map(upper).collect()
}

fn constant(kebab: &str) -> String {
    kebab.replace('-', "_").to_uppercase()
}
