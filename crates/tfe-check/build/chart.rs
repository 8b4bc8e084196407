//! The chart's keys, what it sets itself, and what differs between its releases.

use std::fmt::Write;

use serde::Deserialize;

use crate::{Outcome, judged, pascal, read, sourced};

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

/// The keys that the chart reads, and those that it never reads.
pub(crate) fn chart_keys(out: &mut String) -> Outcome<()> {
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

/// What the chart sets itself.
pub(crate) fn chart_env(out: &mut String) -> Outcome<()> {
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

/// What differs between charts.
pub(crate) fn chart_history(out: &mut String) -> Outcome<()> {
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
