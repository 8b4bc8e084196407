//! Turns `knowledge/*.yaml` and the heads of `rules/*/*.md` into static tables, so that nothing is parsed
//! at run time.

#![allow(clippy::print_stdout, reason = "that is how a build script talks to cargo")]

mod calls;
mod judged;
mod kubernetes;
mod log;
mod names;
mod rules;
mod runs;

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;
use serde::de::DeserializeOwned;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    println!("cargo:rerun-if-changed=build");
    let mut out = String::new();
    settings(&mut out)?;
    chart_keys(&mut out)?;
    chart_env(&mut out)?;
    chart_history(&mut out)?;
    replicated(&mut out)?;
    names::wrong_names(&mut out)?;
    judged::judged(&mut out)?;
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("knowledge.rs"), out)?;
    fs::write(Path::new(&folder).join("log.rs"), log::log()?)?;
    fs::write(Path::new(&folder).join("kubernetes.rs"), kubernetes::schema()?)?;
    fs::write(Path::new(&folder).join("vault_calls.rs"), calls::calls()?)?;
    fs::write(Path::new(&folder).join("rules.rs"), rules::rules()?)?;
    fs::write(Path::new(&folder).join("runs.rs"), runs::families()?)?;
    Ok(())
}

fn read<T: DeserializeOwned>(name: &str) -> Outcome<T> {
    let path = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../knowledge").join(name);
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

#[derive(Deserialize)]
struct ChartKeys {
    keys: Vec<ChartKey>,
    ignored: Vec<IgnoredKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartKey {
    path: String,
    r#type: String,
    default: Option<String>,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    free: bool,
    since: String,
    nothing: Option<String>,
    meaning: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IgnoredKey {
    path: String,
    instead: Option<String>,
    why: String,
    action: Option<String>,
    #[serde(default)]
    later: bool,
}

fn chart_keys(out: &mut String) -> Outcome<()> {
    let mut table: ChartKeys = read("chart-keys.yaml")?;
    table.keys.sort_by(|a, b| a.path.cmp(&b.path));
    writeln!(out, "pub(super) static CHART_KEYS: [ChartKey; {}] = [", table.keys.len())?;
    for r in &table.keys {
        writeln!(
            out,
            "ChartKey {{ path: {:?}, form: KeyForm::{}, default: {:?}, values: &{:?}, free: {}, \
             since: {:?}, nothing: Nothing::{}, meaning: {:?} }},",
            r.path,
            pascal(&r.r#type),
            r.default,
            r.values,
            r.free,
            r.since,
            pascal(r.nothing.as_deref().unwrap_or("harmless")),
            r.meaning,
        )?;
    }
    writeln!(out, "];\npub(super) static IGNORED_KEYS: [IgnoredKey; {}] = [", table.ignored.len())?;
    for r in &table.ignored {
        let IgnoredKey { path, instead, why, action, later } = r;
        writeln!(
            out,
            "IgnoredKey {{ path: {path:?}, instead: {instead:?}, why: {why:?}, action: {action:?}, \
             later: {later} }},"
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartEnv {
    name: String,
    when: String,
    value: Option<String>,
    key: Option<String>,
    charts: Option<String>,
}

fn chart_env(out: &mut String) -> Outcome<()> {
    let rows: Vec<ChartEnv> = read("chart-env.yaml")?;
    writeln!(out, "pub(super) static CHART_ENV: [ChartEnv; {}] = [", rows.len())?;
    for ChartEnv { name, when, value, key, charts } in &rows {
        let (when, charts) = (pascal(when), judged::range(charts.as_deref()));
        writeln!(
            out,
            "ChartEnv {{ name: {name:?}, when: When::{when}, value: {value:?}, key: {key:?}, \
             charts: {charts:?} }},"
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartHistory {
    defaults: Vec<ChartDefault>,
    traits: Vec<ChartTrait>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartDefault {
    path: String,
    charts: String,
    value: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartTrait {
    name: String,
    charts: String,
    what: String,
    source: String,
}

fn chart_history(out: &mut String) -> Outcome<()> {
    let table: ChartHistory = read("chart-history.yaml")?;
    writeln!(
        out,
        "pub(super) static CHART_DEFAULTS: [ChartDefault; {}] = [",
        table.defaults.len()
    )?;
    for ChartDefault { path, charts, value, source } in &table.defaults {
        sourced(path, source)?;
        let charts = judged::range(Some(charts));
        writeln!(out, "ChartDefault {{ path: {path:?}, charts: {charts:?}, value: {value:?} }},")?;
    }
    writeln!(out, "];\n/// What a chart's templates do.")?;
    writeln!(out, "#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub(crate) enum Trait {{")?;
    for ChartTrait { name, what, source, .. } in &table.traits {
        sourced(name, source)?;
        writeln!(out, "/// {what}.\n{},", pascal(name))?;
    }
    let count = table.traits.len();
    writeln!(out, "}}\npub(super) static TRAITS: [(Trait, Charts); {count}] = [")?;
    for ChartTrait { name, charts, .. } in &table.traits {
        writeln!(out, "(Trait::{}, {:?}),", pascal(name), judged::range(Some(charts)))?;
    }
    writeln!(out, "];")?;
    chart_words(out, &table)
}

/// The words and sources of what charts do: in tables of their own, so that who does not say them does
/// not carry them.
fn chart_words(out: &mut String, table: &ChartHistory) -> Outcome<()> {
    let count = table.defaults.len();
    writeln!(out, "pub(super) static DEFAULT_SOURCES: [&str; {count}] = [")?;
    for row in &table.defaults {
        writeln!(out, "{:?},", row.source)?;
    }
    let count = table.traits.len();
    writeln!(out, "];\npub(super) static TRAIT_WORDS: [(&str, Charts, &str); {count}] = [")?;
    for ChartTrait { charts, what, source, .. } in &table.traits {
        writeln!(out, "({what:?}, {:?}, {source:?}),", judged::range(Some(charts)))?;
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
}

fn yes() -> bool {
    true
}

fn replicated(out: &mut String) -> Outcome<()> {
    let rows: Vec<Replicated> = read("replicated.yaml")?;
    writeln!(out, "pub(super) static REPLICATED: [Replicated; {}] = [", rows.len())?;
    for Replicated { name, instead, inferred, anywhere, same_value } in &rows {
        writeln!(
            out,
            "Replicated {{ name: {name:?}, instead: {instead:?}, inferred: {inferred}, anywhere: {anywhere}, \
             same_value: {same_value} }},"
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
