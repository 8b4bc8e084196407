//! A key that the chart never reads.

use helm_values::{Data, Value};

use super::{change, helm_output_header, orphans, place::key};
use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::knowledge::{self, ChartKey, KeyForm};
use crate::overrides::facts::Facts;

pub(crate) static RULE: Rule = Rule::new("unknown-chart-key", Severity::Warning, Stage::Run)
    .source(
        Evidence::ChartSource,
        "chart values.yaml at b94a984 (1.6.8); it ships no values schema",
    )
    .fix(Safety::Safe);

/// A key and what was most likely meant.
struct Hit<'a> {
    path: String,
    value: &'a Value,
    instead: Option<&'static str>,
    why: Option<&'static str>,
    near: bool,
    later: bool,
}

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let mut hits = Vec::new();
    walk(facts, "", facts.values, &mut hits);
    // What lost its indentation is told at the header above it.
    let orphans = if hits.is_empty() { Vec::new() } else { orphans::all(facts) };
    hits.retain(|hit| !orphans::hold(&orphans, key(hit.value)));
    out.extend(hits.iter().map(|hit| say(facts, hit)));
}

fn walk<'a>(facts: &Facts<'a>, parent: &str, value: &'a Value, hits: &mut Vec<Hit<'a>>) {
    for (name, value) in value.as_map().into_iter().flatten() {
        let path = if parent.is_empty() { name.clone() } else { format!("{parent}.{name}") };
        match knowledge::chart_key(&path) {
            Some(key) if key.form == KeyForm::Block => walk(facts, &path, value, hits),
            Some(_) => {}
            None if is_exempt(parent, name) || holds_anchor(facts, value) => {}
            None if parent.is_empty() && helm_output_header::is_one(facts, name) => {}
            None => hits.push(hit(facts, parent, name, path, value)),
        }
    }
}

/// A value that is only there to be referred to.
fn holds_anchor(facts: &Facts<'_>, value: &Value) -> bool {
    let node = value.origin.and_then(|o| facts.document.node(o.node));
    node.is_some_and(|n| n.anchor.is_some())
}

/// Top-level keys that Helm or SOPS have of their own.
const KNOWN: [&str; 5] =
    ["global", "nameOverride", "fullnameOverride", "terraform-enterprise", "sops"];

/// Names that hold anchors, that others know, or that another rule is about.
fn is_exempt(parent: &str, name: &str) -> bool {
    let top = parent.is_empty();
    top && (KNOWN.contains(&name)
        || name.starts_with("x-")
        || name.starts_with(['_', '.'])
        || knowledge::replicated(name).is_some_and(|r| r.anywhere))
        || parent == "env" && (name.starts_with("TFE_") || knowledge::replicated(name).is_some())
        || top && name.starts_with("TFE_")
        || name.contains(['\u{a0}', '“', '”'])
}

fn hit<'a>(facts: &Facts<'_>, parent: &str, name: &str, path: String, value: &'a Value) -> Hit<'a> {
    let known = knowledge::ignored_key(&path);
    let near = knowledge::nearest_key(parent, name).filter(|near| {
        let path = if parent.is_empty() { (*near).to_owned() } else { format!("{parent}.{near}") };
        let key = knowledge::chart_key(&path);
        facts.written(&path).is_none()
            && key.is_some_and(|k| takes(k, value))
            && fits_below(&path, value)
    });
    let instead = known.map_or(near, |k| k.instead);
    let (why, later) = (known.map(|k| k.why), known.is_some_and(|k| k.later));
    Hit { path, value, instead, why, near: near.is_some(), later }
}

/// Whether all that stands below is known there: what is not the chart's block is no typo of its name.
fn fits_below(path: &str, value: &Value) -> bool {
    let Some(map) = value.as_map() else { return true };
    let is_block = knowledge::chart_key(path).is_some_and(|k| k.form == KeyForm::Block);
    !is_block
        || map.keys().all(|name| {
            knowledge::chart_key(&format!("{path}.{name}")).is_some()
                || knowledge::nearest_key(path, name).is_some()
                || name.starts_with("TFE_")
        })
}

/// Whether settings stand below, a few levels down.
fn holds_settings(value: &Value, depth: usize) -> bool {
    let mut entries = value.as_map().into_iter().flatten();
    entries.any(|(name, v)| name.starts_with("TFE_") || depth < 3 && holds_settings(v, depth + 1))
}

/// Whether a chart key can have such a value.
fn takes(key: &ChartKey, value: &Value) -> bool {
    match (&value.data, key.form) {
        (Data::Null, _) => true,
        (Data::Map(_), form) => {
            matches!(form, KeyForm::Block | KeyForm::Map | KeyForm::StringMap | KeyForm::ScalarMap)
        }
        (Data::List(_), form) => {
            matches!(form, KeyForm::List | KeyForm::NameList | KeyForm::RefList)
        }
        (_, form) => !matches!(
            form,
            KeyForm::Block | KeyForm::Map | KeyForm::StringMap | KeyForm::ScalarMap | KeyForm::List
        ),
    }
}

fn say(facts: &Facts<'_>, hit: &Hit<'_>) -> Finding {
    let settings = holds_settings(hit.value, 0);
    let name = hit.path.rsplit('.').next().unwrap_or(&hit.path);
    let severity = if hit.near || settings { Severity::Error } else { Severity::Warning };
    let what = format!("Helm ignores `{}`: the chart has no such key.", short(&hit.path));
    let why = match hit.why {
        Some(why) => format!("{why}. Nothing below it takes effect."),
        None if settings => "The settings below it never reach TFE.".to_owned(),
        None => "Nothing says so: what is set here does not take effect.".to_owned(),
    };
    let action = match hit.instead {
        Some(instead) => format!("Write `{instead}`."),
        None if hit.later => format!("Use a chart that has `{name}`, or remove it."),
        None => format!("Remove `{name}`, or look its name up in the chart."),
    };
    RULE.at(key(hit.value)).severity(severity).say(what, why, action).fix(repair(facts, hit))
}

fn repair(facts: &Facts<'_>, hit: &Hit<'_>) -> Option<Fix> {
    let near = hit.instead.filter(|_| hit.near)?;
    let name = near.rsplit('.').next()?;
    let edits = change::rename(facts, &change::key_path(facts, &hit.path), name)?;
    Some(Fix::safe(format!("Rename it to `{name}`"), edits))
}

fn short(path: &str) -> String {
    let end = path.floor_char_boundary(40);
    if end < path.len() { format!("{}…", path.get(..end).unwrap_or("")) } else { path.to_owned() }
}
