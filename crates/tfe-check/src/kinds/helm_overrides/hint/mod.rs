//! Keys and values of a values file: the chart's keys, and TFE's settings below `env`.

pub(crate) mod setting;
mod yaml;

use text::Span;

use self::yaml::{Spot, spot};
use crate::base::hint::{About, Choice};
use crate::knowledge::{self, ChartKey, IgnoredKey, KeyForm, Secrecy};

/// Blocks whose keys are settings, and whether they are for secrets.
const SETTINGS: [(&str, bool); 2] = [("env.variables", false), ("env.secrets", true)];
/// Lists whose `name` is a setting.
const REFERENCES: [&str; 2] = ["env.secretKeyRefs[]", "env.configMapKeyRefs[]"];
/// The source of every row about the chart.
const CHART: &str = "values.yaml and templates of the chart";

pub(crate) fn hint(text: &str, at: usize) -> Option<(Span, About)> {
    let spot = spot(text, at)?;
    let parent = parent(&spot);
    if let Some(known) = setting_of(&spot, &parent, text) {
        return Some((spot.span, setting::about(known)));
    }
    if spot.value {
        return None;
    }
    let path = joined(&parent, &spot.key);
    let about = match (knowledge::chart_key(&path), knowledge::ignored_key(&path)) {
        (Some(key), _) => key_about(key),
        (None, Some(ignored)) => ignored_about(ignored),
        (None, None) => key_about(free_block(&parent)?),
    };
    Some((spot.span, about))
}

pub(crate) fn choices(text: &str, at: usize) -> Option<(Span, Vec<Choice>)> {
    let spot = spot(text, at)?;
    let parent = parent(&spot);
    let choices =
        if spot.value { value_choices(&spot, &parent) } else { key_choices(&spot, &parent) };
    Some((spot.span, choices))
}

/// The path of the block, as the chart's keys are written.
fn parent(spot: &Spot) -> String {
    let own = match spot.parents.split_first() {
        // The chart as a part of another one.
        Some((first, rest)) if first == "terraform-enterprise" => rest,
        _ => &spot.parents,
    };
    own.join(".")
}

fn joined(parent: &str, key: &str) -> String {
    if parent.is_empty() { key.to_owned() } else { format!("{parent}.{key}") }
}

/// The setting that the place names.
fn setting_of(spot: &Spot, parent: &str, text: &str) -> Option<&'static knowledge::Setting> {
    if !spot.value {
        return knowledge::setting(&spot.key);
    }
    let named = REFERENCES.contains(&parent) && spot.key == "name";
    knowledge::setting(unquoted(spot.span.of(text))).filter(|_| named)
}

/// The nearest block around a path that takes any key.
fn free_block(path: &str) -> Option<&'static ChartKey> {
    let ends = path.match_indices('.').map(|(end, _)| end).chain([path.len()]);
    let mut blocks = ends.filter_map(|end| knowledge::chart_key(path.get(..end)?));
    blocks.rfind(|key| key.free)
}

fn unquoted(value: &str) -> &str {
    value.trim_matches(['"', '\''])
}

fn key_choices(spot: &Spot, parent: &str) -> Vec<Choice> {
    let there = |name: &str| name != spot.key && spot.beside.iter().any(|b| b == name);
    if let Some((_, secret)) = SETTINGS.iter().find(|(block, _)| *block == parent) {
        let fits = |s: &&knowledge::Setting| {
            setting::offered(s) && (s.secret == Secrecy::Yes) == *secret && !there(s.name)
        };
        let choice = |s: &'static knowledge::Setting| Choice {
            insert: after(spot, s.name, " "),
            ..setting::choice(s)
        };
        return knowledge::settings().iter().filter(fits).map(choice).collect();
    }
    let all = knowledge::children(parent).filter(|(name, _)| !there(name));
    let choice = |(name, key): (&str, &'static ChartKey)| Choice {
        label: name.to_owned(),
        insert: after(spot, name, &opening(spot, key.form)),
        back: 0,
        detail: form(key.form).to_owned(),
        about: key_about(key),
    };
    all.map(choice).collect()
}

/// A key, with what has to follow it where nothing does yet.
fn after(spot: &Spot, key: &str, follows: &str) -> String {
    if spot.colon { key.to_owned() } else { format!("{key}:{follows}") }
}

/// What comes between a key's colon and its value: a map or a list goes on in the next line.
fn opening(spot: &Spot, form: KeyForm) -> String {
    use KeyForm::{Block, List, Map, NameList, RefList, ScalarMap, StringMap};
    let below = format!("\n{}", " ".repeat(spot.column + 2));
    match form {
        Block | List | Map | NameList | RefList | ScalarMap | StringMap if spot.nested => {
            String::new()
        }
        Block | Map | ScalarMap | StringMap => below,
        List => below + "- ",
        NameList | RefList => below + "- name: ",
        _ => " ".to_owned(),
    }
}

fn value_choices(spot: &Spot, parent: &str) -> Vec<Choice> {
    if REFERENCES.contains(&parent) && spot.key == "name" {
        let offered = knowledge::settings().iter().filter(|s| setting::offered(s));
        return offered.map(setting::choice).collect();
    }
    let block = SETTINGS.iter().find(|(block, _)| *block == parent);
    let (values, default, about) = match knowledge::setting(&spot.key).filter(|_| block.is_some()) {
        Some(known) => (setting::values(known), known.default, setting::about(known)),
        None => {
            let path = joined(parent, &spot.key);
            let Some(key) = knowledge::chart_key(&path) else { return Vec::new() };
            let bool = if key.form == KeyForm::Bool { &["true", "false"][..] } else { &[] };
            (if bool.is_empty() { key.values } else { bool }, key.default, key_about(key))
        }
    };
    // Everything among the secrets has to be text.
    let quoted = block.is_some_and(|(_, secret)| *secret);
    let choice = |value: &&'static str| Choice {
        label: (*value).to_owned(),
        insert: if quoted { format!("\"{value}\"") } else { (*value).to_owned() },
        back: 0,
        detail: if default == Some(value) { "default".to_owned() } else { String::new() },
        about: about.clone(),
    };
    values.iter().filter(|v| !v.is_empty()).map(choice).collect()
}

fn key_about(key: &ChartKey) -> About {
    let mut facts = vec![("Type", form(key.form).to_owned())];
    facts.extend((!key.values.is_empty()).then(|| ("Values", key.values.join(", "))));
    facts.extend(key.default.map(|d| ("Default", d.to_owned())));
    facts.push(("Since", format!("chart {}", key.since)));
    facts.push(("Source", CHART.to_owned()));
    About { name: key.path.to_owned(), meaning: key.meaning.to_owned(), facts }
}

fn ignored_about(key: &IgnoredKey) -> About {
    let mut facts = vec![("Reason", key.why.to_owned())];
    facts.extend(key.instead.map(|i| ("Instead", i.to_owned())));
    facts.push(("Source", CHART.to_owned()));
    let meaning = "The chart never reads this key.".to_owned();
    About { name: key.path.to_owned(), meaning, facts }
}

const fn form(form: KeyForm) -> &'static str {
    match form {
        KeyForm::Block => "block",
        KeyForm::Int => "whole number",
        KeyForm::IntOrPercent => "whole number or percentage",
        KeyForm::Bool => "true or false",
        KeyForm::String => "text",
        KeyForm::Base64 => "base64 on one line",
        KeyForm::Map => "map",
        KeyForm::StringMap => "map of text values",
        KeyForm::ScalarMap => "map of text, number or boolean values",
        KeyForm::List => "list",
        KeyForm::NameList => "list of names",
        KeyForm::RefList => "list of references",
    }
}
