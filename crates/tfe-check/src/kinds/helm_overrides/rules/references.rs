//! References to Secrets and ConfigMaps that are not written as the chart reads them.

use helm_values::{Data, Helm, Value, parse};
use text::{Edit, EditSet, Span};

use super::place;
use crate::base::finding::{Finding, Fix, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::{
    KEY_REFERENCE_MALFORMED, OBJECT_REFERENCE_MALFORMED,
};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for key in ["env.secretRefs", "env.configMapRefs"] {
        out.extend(facts.key(key).and_then(|list| Some(objects(list)?.fix(named(facts, list)))));
    }
    for (key, object) in
        [("env.secretKeyRefs", "secretName"), ("env.configMapKeyRefs", "configMapName")]
    {
        out.extend(
            facts
                .key(key)
                .and_then(|value| Some(keys(value, object)?.fix(listed(facts, value, object)))),
        );
    }
}

/// A list of maps with `name`.
fn objects(value: &Value) -> Option<Finding> {
    let say = |at: &Value, why: &str| {
        OBJECT_REFERENCE_MALFORMED.at(place::value(at)).say(
            "References are a list of names: `- name: my-secret`.",
            why.to_owned(),
            "Write one `- name: …` per line.",
        )
    };
    let list = match &value.data {
        Data::Null => return None,
        Data::List(list) => list,
        Data::Map(map) if map.is_empty() => return None,
        _ => {
            return Some(say(
                value,
                "Helm stops: `can't evaluate field name`, or `range can't iterate over`.",
            ));
        }
    };
    list.iter().find_map(|item| match item.as_map() {
        None => Some(say(item, "Helm stops: `can't evaluate field name in type interface {}`.")),
        Some(_) if item.get("name").and_then(Value::as_str).is_some_and(|n| !n.is_empty()) => None,
        Some(_) => Some(
            say(item, "The chart writes an empty name, and the cluster rejects the Deployment.")
                .stage(Stage::Cluster),
        ),
    })
}

/// Gives every entry its `name`, where all of them are names already.
fn named(facts: &Facts<'_>, list: &Value) -> Option<Fix> {
    let edits = match &list.data {
        Data::List(items) => items.iter().map(|item| entry(facts, item)).collect::<Option<_>>()?,
        Data::Map(map) => {
            let only = map.get("name").filter(|v| map.len() == 1 && v.as_str().is_some())?;
            vec![Edit::insert(only.origin?.key?.start, "- ")]
        }
        _ => {
            let name = plain(facts, list)?;
            vec![Edit::replace(list.origin?.value, format!("[{{name: {name}}}]"))]
        }
    };
    let edits = EditSet::new(edits.into_iter().filter(|e| !e.insert.is_empty()).collect()).ok()?;
    let after = parse(&edits.apply(facts.text).ok()?);
    after.refusal(Helm::V4).is_none().then(|| Fix::safe("Write `name:` before it", edits))
}

/// What makes one entry right; an edit that changes nothing where it is.
fn entry(facts: &Facts<'_>, item: &Value) -> Option<Edit> {
    let right = item.get("name").and_then(Value::as_str).is_some_and(|n| !n.is_empty());
    if right {
        return Some(Edit::insert(0, ""));
    }
    if let Some(name) = item.get("secretName").or_else(|| item.get("configMapName")) {
        return Some(Edit::replace(name.origin?.key?, "name"));
    }
    let at = item.origin?.value;
    let flow = facts.text.get(..at.start)?.trim_end().ends_with(['[', ',']);
    let name = plain(facts, item)?;
    Some(Edit::replace(
        at,
        if flow { format!("{{name: {name}}}") } else { format!("name: {name}") },
    ))
}

/// A name as it is written, quotes included.
fn plain<'t>(facts: &Facts<'t>, value: &Value) -> Option<&'t str> {
    let name = value.as_str().filter(|n| !n.is_empty())?;
    let written = value.origin?.value.of(facts.text);
    (written.trim_matches(['"', '\'']) == name).then_some(written)
}

/// A list of maps with `name`, the object's name and `key`.
fn keys(value: &Value, object: &str) -> Option<Finding> {
    let entries: Vec<&Value> = match &value.data {
        Data::List(items) => items.iter().collect(),
        Data::Map(map) => map.values().collect(),
        _ => return None,
    };
    let text = |entry: &Value, key: &str| {
        entry.get(key).and_then(Value::as_str).is_some_and(|t| !t.is_empty())
    };
    let wrong =
        entries.into_iter().find(|e| !["name", object, "key"].iter().all(|k| text(e, k)))?;
    // In a map the name that is meant is the entry's key.
    let in_map = value.as_map().is_some();
    let at = if in_map { place::key(wrong) } else { place::value(wrong) };
    Some(KEY_REFERENCE_MALFORMED.at(at).say(
        "This reference has no `name`, or is not written as a list entry.",
        "The chart writes an empty name, and the cluster rejects the Deployment.",
        format!("Write a list: `- name: TFE_…`, `{object}: …`, `key: …`."),
    ))
}

/// Makes a list of a map whose keys are the names, where nothing else is wrong with its entries.
fn listed(facts: &Facts<'_>, value: &Value, object: &str) -> Option<Fix> {
    let map = value.as_map().filter(|map| !map.is_empty())?;
    let edits = map.values().map(|entry| item(facts, entry, object)).collect::<Option<_>>()?;
    let edits = EditSet::new(edits).ok()?;
    let after = parse(&edits.apply(facts.text).ok()?);
    after.refusal(Helm::V4).is_none().then(|| Fix::review("Turn it into a list", edits))
}

/// `NAME:` as `- name: NAME`, which takes two columns: the lines below fit where they are two deeper.
fn item(facts: &Facts<'_>, entry: &Value, object: &str) -> Option<Edit> {
    let whole = |key: &str| entry.get(key).and_then(Value::as_str).is_some();
    let origin =
        entry.origin.filter(|_| whole(object) && whole("key") && entry.get("name").is_none())?;
    let key = origin.key?;
    let column = |at: usize| Some(at - facts.text.get(..at)?.rfind('\n')? - 1);
    let below = facts.text.get(key.end..origin.value.start)?.contains('\n');
    let fits = below && column(key.start)? + 2 == column(origin.value.start)?;
    let colon = facts.text.get(key.end..).filter(|rest| fits && rest.starts_with(':'))?;
    let end = facts.text.len() - colon.len() + 1;
    Some(Edit::replace(Span::new(key.start, end), format!("- name: {}", key.of(facts.text))))
}
