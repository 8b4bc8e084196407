//! A key that the chart never reads.

use helm_values::{Data, Value};
use text::{Edit, Layout, Span, short};

use super::{change, helm_output_header, misplaced_key, orphans, place, place::key, syntax};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::kinds::helm_overrides::nested::OWN_NAME;
use crate::knowledge::rules::helm_overrides::UNKNOWN_CHART_KEY;
use crate::knowledge::{self, IgnoredKey, KeyForm};

/// A key and what was most likely meant.
struct Hit<'a> {
    path: String,
    name: &'a str,
    value: &'a Value,
    known: Option<&'static IgnoredKey>,
    /// What its name was meant as.
    near: Option<&'static str>,
    /// The name is that one with a slip of the fingers in it.
    slip: bool,
    /// Where the chart has a key of this name.
    home: Option<&'static str>,
    /// The block that it should be in, where it is an annotation.
    annotations: Option<&'static str>,
}

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut hits = Vec::new();
    walk(facts, "", facts.values, &mut hits);
    // What lost its indentation is reported at the header above it.
    let orphans = if hits.is_empty() { Vec::new() } else { orphans::all(facts) };
    hits.retain(|hit| !orphans::hold(&orphans, key(hit.value)) && !is_note(hit));
    let mut found = Vec::new();
    found.extend(hits.iter().map(|hit| say(facts, hit)));
    found.extend(under_its_name(facts));
    found
}

/// `Subject: our values`, `overrides.yaml:`: what people write above a text. Nobody expects the chart to read it.
fn is_note(hit: &Hit<'_>) -> bool {
    let is_meant = hit.near.is_some() || hit.known.is_some() || hit.home.is_some();
    let is_line = !matches!(hit.value.data, Data::Map(_) | Data::List(_));
    let is_file = || hit.value.data == Data::Null && hit.name.ends_with(".yaml");
    let is_words = || syntax::is_printed(&format!("{}:", hit.name));
    hit.path == hit.name && !is_meant && is_line && (is_file() || is_words())
}

/// What is nested under the chart's own name as for a parent chart, in a file that is the chart's own.
fn under_its_name(facts: &Facts<'_>) -> Option<Finding> {
    let nested = facts.values.get(OWN_NAME).filter(|_| facts.prefix.is_empty())?;
    nested.as_map().filter(|map| !map.is_empty())?;
    let severity = if holds_settings(nested, 0) { Severity::Error } else { Severity::Warning };
    Some(UNKNOWN_CHART_KEY.at(key(nested)).severity(severity).say(
        format!("Keys of the chart are both under `{OWN_NAME}` and next to it."),
        "The chart ignores what is under it; a parent chart passes on only that.",
        "For a parent chart, move all of them under it; otherwise move all to the top.",
    ))
}

fn walk<'a>(facts: &Facts<'a>, parent: &str, value: &'a Value, hits: &mut Vec<Hit<'a>>) {
    for (name, value) in value.as_map().into_iter().flatten() {
        let path = if parent.is_empty() { name.to_string() } else { format!("{parent}.{name}") };
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
const KNOWN: [&str; 5] = ["global", "nameOverride", "fullnameOverride", OWN_NAME, "sops"];

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

fn hit<'a>(
    facts: &Facts<'_>,
    parent: &str,
    name: &'a str,
    path: String,
    value: &'a Value,
) -> Hit<'a> {
    let fits = |path: &str| misplaced_key::fits(facts, path, value);
    let free = |near: &&str| {
        fits(&if parent.is_empty() { (*near).to_owned() } else { format!("{parent}.{near}") })
    };
    let slip = knowledge::slip_of_key(parent, name).filter(free);
    let near = slip.or_else(|| knowledge::nearest_key(parent, name).filter(free));
    let known = knowledge::ignored_key(&path);
    let block = || misplaced_key::block_of(value).filter(|b| parent.is_empty() && fits(b));
    let near = if known.is_some() { near } else { near.or_else(block) };
    // `secretes` is a slip that has been seen so often that it has a row.
    let slip = slip.is_some() || near.is_some_and(|near| is_seen_for(known, parent, near));
    let annotations = misplaced_key::annotations(parent, name);
    let other = known.is_some() || near.is_some() || annotations.is_some();
    let home = if other { None } else { misplaced_key::home(&path, name, value, fits) };
    Hit { path, name, value, known, near, slip, home, annotations }
}

/// Whether a key seen in real files is known to mean its neighbor.
fn is_seen_for(known: Option<&IgnoredKey>, parent: &str, near: &str) -> bool {
    let instead = known.and_then(|known| known.instead);
    instead.and_then(|path| path.strip_prefix(parent)?.strip_prefix('.')) == Some(near)
}

/// Whether there are settings a few levels below.
fn holds_settings(value: &Value, depth: usize) -> bool {
    let mut entries = value.as_map().into_iter().flatten();
    entries.any(|(name, v)| name.starts_with("TFE_") || depth < 3 && holds_settings(v, depth + 1))
}

fn say(facts: &Facts<'_>, hit: &Hit<'_>) -> Finding {
    let settings = holds_settings(hit.value, 0);
    let lost = settings || is_only_source(facts, hit);
    let severity = if hit.slip || lost { Severity::Error } else { Severity::Warning };
    let what = format!("Helm ignores `{}`: the chart has no such key.", short(&hit.path));
    let block = matches!(hit.value.data, Data::Map(_) | Data::List(_));
    let below = if block { "Nothing below it takes effect" } else { "It has no effect" };
    let why = match hit.known {
        _ if settings => "The settings below it never reach TFE.".to_owned(),
        Some(known) => format!("{}. {below}.", known.why),
        None => "What is set here silently has no effect.".to_owned(),
    };
    UNKNOWN_CHART_KEY
        .at(key(hit.value))
        .severity(severity)
        .say(what, why, action(hit, settings))
        .fix(repair(facts, hit))
}

/// Whether the file's settings were to come from what a key names, and from nowhere else.
fn is_only_source(facts: &Facts<'_>, hit: &Hit<'_>) -> bool {
    let file = matches!(hit.path.as_str(), "env.configFilePath" | "env.secretsFilePath");
    file && !facts.refs && facts.settings().next().is_none()
}

fn action(hit: &Hit<'_>, settings: bool) -> String {
    let Hit { name, .. } = hit;
    let known = hit.known.and_then(|known| known.action);
    let instead = hit.known.map_or(hit.near, |known| known.instead);
    match (known, instead, hit.annotations, hit.home) {
        (Some(action), ..) => action.to_owned(),
        (_, Some(near), ..) if hit.known.is_none() && !hit.slip => {
            format!(
                "If you mean `{near}`{}, write that; otherwise remove `{name}`.",
                meaning(hit, near)
            )
        }
        (_, Some(instead), ..) => format!("Write `{instead}`."),
        (_, _, Some(block), _) => format!("Put it under `{block}`."),
        (.., Some(home)) if home.contains('.') => format!("Move it to `{home}`."),
        (.., Some(_)) => "Move it to the top of the file, without indentation.".to_owned(),
        _ if hit.known.is_some_and(|known| known.later) => {
            format!("Use a chart that has `{name}`, or remove it.")
        }
        _ if settings => {
            "Move the settings below it to `env.variables` or `env.secrets`.".to_owned()
        }
        _ => {
            format!(
                "Remove `{name}`; `helm show values hashicorp/terraform-enterprise` lists all keys."
            )
        }
    }
}

/// What a key next to the unknown one is for, in brackets.
fn meaning(hit: &Hit<'_>, near: &str) -> String {
    let parent = hit.path.strip_suffix(hit.name).unwrap_or("");
    let key = knowledge::chart_key(&format!("{parent}{near}")).or(knowledge::chart_key(near));
    key.map(|key| format!(" ({})", key.meaning)).unwrap_or_default()
}

fn repair(facts: &Facts<'_>, hit: &Hit<'_>) -> Option<Fix> {
    let from = change::key_path(facts, &hit.path);
    if let Some(near) = hit.near {
        let name = near.rsplit('.').next()?;
        // What the chart reads as secrets only now has to be text.
        let secrets = name == "secrets" && hit.path.starts_with("env.");
        let edits = match secrets {
            true => change::rename_to_texts(facts, &from, name)?,
            false => change::rename(facts, &from, name)?,
        };
        let title = format!("Rename it to `{name}`");
        return Some(if hit.slip { Fix::safe(title, edits) } else { Fix::review(title, edits) });
    }
    let instead = hit.known.filter(|known| known.action.is_none()).and_then(|known| known.instead);
    if let Some(fix) = instead.and_then(|instead| named(facts, hit, instead)) {
        return Some(fix);
    }
    let fits = |path: &&str| misplaced_key::fits(facts, path, hit.value);
    let home = hit.home.or_else(|| instead.filter(fits)).filter(|home| !is_bare_list(home, hit))?;
    let parent = hit.path.strip_suffix(hit.name)?;
    if let Some(name) = home.strip_prefix(parent).filter(|name| !name.contains('.')) {
        let edits = change::rename(facts, &from, name)?;
        return Some(Fix::review(format!("Rename it to `{name}`"), edits));
    }
    let to: Vec<&str> = facts.prefix.iter().copied().chain(home.split('.')).collect();
    let edits = change::relocate(facts, &from, &to, home == "env.secrets")?;
    Some(Fix::review(format!("Move it to `{home}`"), edits))
}

/// Whether bare names would be where the chart has a list of `- name: …`.
fn is_bare_list(home: &str, hit: &Hit<'_>) -> bool {
    let named = knowledge::chart_key(home).is_some_and(|key| key.form == KeyForm::NameList);
    named && hit.value.as_list().is_some_and(|list| list.iter().any(|item| item.as_map().is_none()))
}

/// The name of one Secret, where the chart takes a list of them.
fn named(facts: &Facts<'_>, hit: &Hit<'_>, instead: &'static str) -> Option<Fix> {
    let is_list = knowledge::chart_key(instead).is_some_and(|key| key.form == KeyForm::NameList);
    let free = facts.written(instead).is_none() && facts.prefix.is_empty();
    if !is_list || !free || hit.path.contains('.') || !matches!(hit.value.data, Data::String(_)) {
        return None;
    }
    let whole = hit.value.origin?.entry;
    let written = Span::new(place::value(hit.value).start, whole.end).of(facts.text).trim_end();
    // In braces there are no lines of their own, and an anchor belongs to the value.
    let before = facts.text.get(..whole.start).unwrap_or("");
    let own_line = before.rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
    let entry = whole.of(facts.text);
    if written.contains('\n') || !own_line || entry.starts_with('"') || entry.contains(['&', '!']) {
        return None;
    }
    let list = format!("{instead}:\n  - name: {written}");
    let edit = Edit::replace(whole, Layout::of(facts.text).adapt(&list));
    Some(Fix::review(format!("Write it as a list under `{instead}`"), edit))
}
