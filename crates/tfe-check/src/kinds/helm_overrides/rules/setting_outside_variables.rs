//! A setting next to `env.variables` instead of in it.

use helm_values::{Data, Helm, SharedText, Value, parse};
use text::{Edit, EditSet, EditSetBuilder, Layout, Span, short};

use super::{change, orphans, place::key};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::is_secret;
use crate::knowledge::rules::helm_overrides::SETTING_OUTSIDE_VARIABLES;

/// Where settings are put by mistake.
const PLACES: [&[&str]; 3] = [&[], &["env"], &["env", "variables", "env"]];

/// Blocks that lost the `env:` above them, which is reported at their headers.
const BLOCKS: [&[&str]; 2] = [&["variables"], &["secrets"]];

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for place in PLACES {
        let map = facts.values.at(place).and_then(Value::as_map);
        let mut hits: Vec<(&SharedText, &Value)> =
            map.into_iter().flatten().filter(|(name, _)| is_setting(name)).collect();
        if hits.first().is_some_and(|(_, value)| orphans::hold(&orphans::all(facts), key(value))) {
            continue;
        }
        text::sort_by_key(&mut hits, |(_, value)| key(value).start);
        found.extend(say(facts, place, &hits));
    }
    found
}

/// The settings that are in the wrong place.
pub(super) fn misplaced<'a>(facts: &Facts<'a>) -> impl Iterator<Item = &'a str> {
    let places = PLACES.into_iter().chain(BLOCKS);
    let maps = places.filter_map(|place| facts.values.at(place)?.as_map());
    maps.flatten().map(|(name, _)| bare(name)).filter(|name| name.starts_with("TFE_"))
}

fn bare(name: &str) -> &str {
    name.strip_prefix("env.variables.").or(name.strip_prefix("env.secrets.")).unwrap_or(name)
}

/// `TFE_X`, or the whole path written as one key.
fn is_setting(name: &str) -> bool {
    bare(name).starts_with("TFE_")
}

fn say(facts: &Facts<'_>, place: &[&str], hits: &[(&SharedText, &Value)]) -> Option<Finding> {
    let (name, first) = hits.first()?;
    let copies = hits.iter().all(|(name, _)| facts.setting(name).is_some());
    let spans: Vec<Span> = hits.iter().skip(1).take(20).map(|(_, v)| key(v)).collect();
    let what = match hits.len() {
        1 => format!("`{}` is outside env.variables and env.secrets.", short(name)),
        n => format!("{n} settings are outside env.variables and env.secrets."),
    };
    let why = if copies {
        "Helm ignores this copy and uses the one in the right place."
    } else {
        "Helm ignores it here, and TFE starts without it."
    };
    let severity = if copies { Severity::Info } else { Severity::Error };
    let secrets = hits.iter().filter(|(name, _)| is_secret(bare(name))).count();
    let action = match (hits.len(), secrets) {
        (1, 0) => "Move it into env.variables.",
        (1, _) => "Move it into env.secrets.",
        (_, 0) => "Move them into env.variables.",
        (all, secrets) if all == secrets => "Move them into env.secrets.",
        _ => "Move the secrets into env.secrets, and the others into env.variables.",
    };
    let found = SETTING_OUTSIDE_VARIABLES.at(key(first)).severity(severity).say(what, why, action);
    let found = spans.into_iter().fold(found, |f, span| f.related(span, "so is this one"));
    if let Some(header) = orphans::harmless_header(facts, key(first)) {
        let edits = orphans::indent(facts, header);
        return Some(
            found.fix(edits.map(|e| Fix::review(format!("Indent it below `{header}`"), e))),
        );
    }
    Some(match hits.len() {
        _ if copies => found,
        1 => found.fix(repair(facts, place, name, first)),
        all => {
            let block = if all == secrets { "secrets" } else { "variables" };
            found.fix(nest(facts, place, all, block).or_else(|| each(facts, place, hits)))
        }
    })
}

/// All entries of `env` under one header, if nothing else is there.
fn nest(facts: &Facts<'_>, place: &[&str], settings: usize, block: &str) -> Option<Fix> {
    if place != ["env"] || !facts.may_change() {
        return None;
    }
    let env = facts.key("env")?;
    let id = env.origin?.node;
    let mapping = facts.document.node(id)?.as_mapping()?;
    let entries = &mapping.entries;
    if entries.len() != settings {
        return None;
    }
    if mapping.flow {
        return nested(facts, env, block, braced(facts.document.node(id)?.span, block)?);
    }
    let (first, last) = (entries.first()?.lines?, entries.last()?.lines?);
    let column = entries.first()?.span.start - first.start;
    let header = format!("{}{block}:\n", " ".repeat(column));
    let mut edits = vec![Edit::insert(first.start, Layout::of(facts.text).adapt(&header))];
    let mut at = first.start;
    for line in Span::new(first.start, last.end).of(facts.text).split_inclusive('\n') {
        if !line.trim().is_empty() {
            edits.push(Edit::insert(at, "  "));
        }
        at += line.len();
    }
    // The header and the indentation of the first line are at the same place.
    let merged = edits.remove(1);
    let head = edits.first_mut()?;
    head.insert.push_str(&merged.insert);
    nested(facts, env, block, EditSet::new(edits).ok()?)
}

/// `{a: b}` becomes `{variables: {a: b}}`.
fn braced(whole: Span, block: &str) -> Option<EditSet> {
    let inside = Span::new(whole.start + 1, whole.end.checked_sub(1)?);
    let edits =
        vec![Edit::insert(inside.start, format!("{block}: {{")), Edit::insert(inside.end, "}")];
    EditSet::new(edits).ok()
}

/// The fix, where Helm reads the entries below the header then as it read them before.
fn nested(facts: &Facts<'_>, env: &Value, block: &str, edits: EditSet) -> Option<Fix> {
    let after = parse(&edits.apply(facts.text).ok()?);
    let path: Vec<&str> = facts.prefix.iter().copied().chain(["env", block]).collect();
    let same = after.values(Helm::V4).at(&path).is_some_and(|v| v.same(env));
    (same && after.refusal(Helm::V4).is_none())
        .then(|| Fix::review(format!("Put them under env.{block}"), edits))
}

/// So many are moved one by one: each is read back by itself.
const MOST: usize = 20;

/// Each of them where it belongs, if something else is there too.
fn each(facts: &Facts<'_>, place: &[&str], hits: &[(&SharedText, &Value)]) -> Option<Fix> {
    let mut all = EditSetBuilder::default();
    for (name, value) in Some(hits).filter(|hits| hits.len() <= MOST)? {
        all.add(&moved(facts, place, name, value)?.1).ok()?;
    }
    Some(Fix::review("Move them to env.variables and env.secrets", all.finish()))
}

fn repair(facts: &Facts<'_>, place: &[&str], name: &str, value: &Value) -> Option<Fix> {
    let (block, edits) = moved(facts, place, name, value)?;
    Some(Fix::review(format!("Move it to env.{block}"), edits))
}

/// The block that a setting belongs in, and what moves it there.
fn moved(
    facts: &Facts<'_>,
    place: &[&str],
    name: &str,
    value: &Value,
) -> Option<(&'static str, EditSet)> {
    let bare = name.rsplit('.').next()?;
    let block = if is_secret(bare) { "secrets" } else { "variables" };
    let from: Vec<&str> = facts.prefix.iter().chain(place).copied().chain([name]).collect();
    let to: Vec<&str> = facts.prefix.iter().copied().chain(["env", block, bare]).collect();
    let as_text = block == "secrets" && !matches!(value.data, Data::String(_));
    Some((block, change::relocate(facts, &from, &to, as_text)?))
}
