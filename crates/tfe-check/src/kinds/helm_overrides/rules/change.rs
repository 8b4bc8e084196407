//! Changes of a values file by settings and chart keys instead of by places.
//!
//! Every change is read back before it is offered, which takes as long as reading the file once: in
//! large files only the first findings get one.

use helm_values::{Data, Duplicate, Helm, NodeId, Style, Value, edit};
use text::{Edit, EditSet, EditSetBuilder, Span};

use super::place;
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::{self, Change, KeyForm};

/// The order in which blocks usually stand: a new one goes after those before it. What is not named
/// goes last.
const ORDER: &[&str] = &[
    "replicaCount",
    "image",
    "imagePullSecrets",
    "serviceAccount",
    "deployment",
    "pod",
    "container",
    "securityContext",
    "openshift",
    "tls",
    "tlsSecondary",
    "tlsRedis",
    "tlsRedisSidekiq",
    "tfe",
    "resources",
    "ingress",
    "service",
    "serviceSecondary",
    "agents",
    "env",
];

/// The path of a setting that the file has.
pub(super) fn path_of<'a>(facts: &Facts<'a>, given: &Given<'a>) -> Vec<&'a str> {
    let block = if given.secret { "secrets" } else { "variables" };
    facts.prefix.iter().copied().chain(["env", block, given.name]).collect()
}

/// The path of a dotted chart key; `a.b[c]` for keys that hold dots.
pub(super) fn key_path<'a>(facts: &Facts<'a>, key: &'a str) -> Vec<&'a str> {
    let (dotted, last) = match key.split_once('[') {
        Some((dotted, last)) => (dotted, Some(last.trim_end_matches(']'))),
        None => (key, None),
    };
    facts.prefix.iter().copied().chain(dotted.split('.')).chain(last).collect()
}

/// The change that a row of a table describes.
pub(super) fn row(facts: &Facts<'_>, change: &Change) -> Option<EditSet> {
    match *change {
        Change::Set(name, value) => set(facts, name, value),
        Change::Remove(name) => remove(facts, &path(facts, name)?),
        Change::Rename(name, to) => rename(facts, &path(facts, name)?, to),
        Change::Strip(name, ends) => {
            let text = text(facts, name)?;
            let bare = ends.split('|').find_map(|end| text.trim().strip_suffix(end))?;
            set(facts, name, bare)
        }
        Change::Prefix(name, start) => {
            let text = text(facts, name)?;
            set(facts, name, &format!("{start}{}", text.trim().trim_start_matches('/')))
        }
    }
}

/// Gives a setting or a chart key a value; adds it where it is missing.
pub(super) fn set(facts: &Facts<'_>, name: &str, value: &str) -> Option<EditSet> {
    let there = match facts.setting(name) {
        Some(given) => Some(given.value),
        None => facts.key(name),
    };
    let new = path(facts, name).unwrap_or_else(|| {
        facts.prefix.iter().copied().chain(["env", "variables", name]).collect()
    });
    put(facts, &new, data(name, value, there))
}

/// Gives the entry at a path another value; adds it where it is missing.
pub(super) fn put(facts: &Facts<'_>, path: &[&str], data: Data) -> Option<EditSet> {
    if !facts.may_change() {
        return None;
    }
    match facts.document.find(path) {
        Some(_) => edit::set(facts.document, path, &data),
        None if facts.has_conditions() => None,
        None => edit::insert(facts.document, path, &data, ORDER),
    }
}

/// Puts quotes around a value at a path. What an alias stands for is quoted at its anchor alone.
pub(super) fn quote(facts: &Facts<'_>, path: &[&str], value: &Value) -> Option<EditSet> {
    if place::is_alias(facts, value) {
        return None;
    }
    if let Some(span) = simple(facts, value).or_else(|| signed(facts, value)) {
        let quotes = facts.quotes();
        let quoted = format!("{quotes}{}{quotes}", span.of(facts.text));
        return facts.may_change_surely().then(|| Edit::replace(span, quoted).into());
    }
    facts.may_change().then(|| edit::quote(facts.document, path))?
}

/// The place of a number or a word without quotes and tag: quotes around it change nothing else. An
/// anchor that nothing refers to may be meant as text.
fn simple(facts: &Facts<'_>, value: &Value) -> Option<Span> {
    let origin = value.origin?;
    let node = facts.document.node(origin.node).filter(|n| n.span == origin.value)?;
    let plain = node.as_scalar().is_some_and(|s| s.style == Style::Plain);
    let text = node.span.of(facts.text);
    let letters = text.chars().all(|c| c.is_ascii_alphanumeric() || "+-._".contains(c));
    let bare = node.anchor.is_none() || facts.is_referred_to(origin.node);
    (plain && letters && !text.is_empty() && node.tag.is_none() && bare).then_some(node.span)
}

/// The place of words on one line of which YAML takes the first for a tag or the name of an anchor.
/// Nothing in them needs an escape or means something else in quotes, and nothing but a comment
/// follows them.
fn signed(facts: &Facts<'_>, value: &Value) -> Option<Span> {
    let origin = value.origin?;
    let node = facts.document.node(origin.node).filter(|n| n.span == origin.value)?;
    let plain = node.as_scalar().is_some_and(|s| s.style == Style::Plain);
    let whole = node.full_span();
    let text = whole.of(facts.text);
    let sure = |c: char| c.is_ascii_alphanumeric() || " !$%&()*+-./;<=>@^_~".contains(c);
    let sure = text.starts_with(['!', '&']) && !text.ends_with(' ') && text.chars().all(sure);
    let rest = facts.text.get(whole.end..).unwrap_or_default();
    let rest = rest.split(['\n', '\r']).next().unwrap_or_default();
    let ends_line = rest.trim_start().is_empty() || rest.trim_start().starts_with('#');
    let healthy = || !facts.document.problems().iter().any(|p| p.fatal);
    let bare = node.anchor.is_none() || !facts.is_referred_to(origin.node);
    (plain && sure && ends_line && bare && healthy()).then_some(whole)
}

/// Puts quotes around the value at a path and what follows it as a comment.
pub(super) fn quote_with_comment(facts: &Facts<'_>, path: &[&str]) -> Option<EditSet> {
    facts.may_change().then(|| edit::quote_with_comment(facts.document, path))?
}

/// Takes the entry at a path out.
pub(super) fn remove(facts: &Facts<'_>, path: &[&str]) -> Option<EditSet> {
    facts.may_change().then(|| edit::delete(facts.document, path))?
}

/// Takes entries out that a later one of the same key replaces.
pub(super) fn remove_entries(facts: &Facts<'_>, map: NodeId, at: &[usize]) -> Option<EditSet> {
    facts.may_change().then(|| edit::delete_entries(facts.document, map, at))?
}

/// Takes the last entry of a key that is given more than once out.
pub(super) fn remove_last(facts: &Facts<'_>, duplicate: &Duplicate) -> Option<EditSet> {
    facts.may_change().then(|| edit::delete_last(facts.document, duplicate))?
}

/// Makes one block of two of the same key.
pub(super) fn join(facts: &Facts<'_>, duplicate: &Duplicate) -> Option<EditSet> {
    facts.may_change().then(|| edit::join_duplicates(facts.document, duplicate))?
}

/// Gives a key another name.
pub(super) fn rename(facts: &Facts<'_>, path: &[&str], to: &str) -> Option<EditSet> {
    facts.may_change().then(|| edit::rename(facts.document, path, to))?
}

/// The same for a block, whose values become text where they are not.
pub(super) fn rename_to_texts(facts: &Facts<'_>, path: &[&str], to: &str) -> Option<EditSet> {
    let mut all = EditSetBuilder::default();
    all.add(&rename(facts, path, to)?).ok()?;
    let below = facts.document.values(Helm::V4);
    for (name, value) in below.at(path).and_then(Value::as_map).into_iter().flatten() {
        if matches!(value.data, Data::Number(_) | Data::Bool(_)) {
            let path: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
            all.add(&quote(facts, &path, value)?).ok()?;
        }
    }
    Some(all.finish())
}

/// Moves an entry; `as_text` quotes its value, or the values right below it.
pub(super) fn relocate(
    facts: &Facts<'_>,
    from: &[&str],
    to: &[&str],
    as_text: bool,
) -> Option<EditSet> {
    let may_move = facts.may_change() && !facts.has_conditions();
    may_move.then(|| edit::relocate(facts.document, from, to, as_text))?
}

/// Where a setting or a chart key stands, or would stand. None for a setting that is not there.
fn path<'a>(facts: &Facts<'a>, name: &'a str) -> Option<Vec<&'a str>> {
    match facts.setting(name) {
        Some(given) => Some(path_of(facts, &given)),
        None if is_key(name) => Some(key_path(facts, name)),
        None => None,
    }
}

fn is_key(name: &str) -> bool {
    name.contains('.') || knowledge::chart_key(name).is_some()
}

fn text(facts: &Facts<'_>, name: &str) -> Option<String> {
    match facts.setting(name) {
        Some(given) => Some(given.text.into_owned()),
        None => facts.key(name)?.as_str().map(str::to_owned),
    }
}

/// A value in the type that the key has, or that the value in its place had.
fn data(name: &str, value: &str, there: Option<&Value>) -> Data {
    let as_bool = there.is_some_and(|v| v.as_bool().is_some());
    let form = knowledge::chart_key(name).map(|k| k.form);
    match (form, value) {
        (Some(KeyForm::Bool), _) => Data::Bool(value == "true"),
        (Some(KeyForm::Int), _) => value.parse().map_or(Data::String(value.into()), Data::Number),
        (_, "true" | "false") if as_bool => Data::Bool(value == "true"),
        _ => Data::String(value.into()),
    }
}
