//! References to Secrets and ConfigMaps that are not a list of names.

use helm_values::{Data, Helm, Value, parse};
use text::{Edit, EditSet};

use super::place;
use crate::base::finding::{Finding, Fix, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::OBJECT_REFERENCE_MALFORMED;

/// The keys whose entries are checked here.
pub(super) const REFERENCES: [&str; 2] = ["env.secretRefs", "env.configMapRefs"];

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let lists = REFERENCES.into_iter().filter_map(|key| facts.key(key));
    lists.filter_map(|list| Some(objects(list)?.fix(named(facts, list)))).collect()
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
            let key = only.origin?.key?.start;
            // In braces a dash begins no entry.
            let line = facts.text.get(..key)?.rsplit('\n').next()?;
            vec![Edit::insert(Some(key).filter(|_| line.trim().is_empty())?, "- ")]
        }
        _ => {
            let name = plain(facts, list)?;
            let key = if name.starts_with('"') { "\"name\"" } else { "name" };
            vec![Edit::replace(list.origin?.value, format!("[{{{key}: {name}}}]"))]
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
        let key = name.origin?.key?;
        let quoted = key.of(facts.text).starts_with('"');
        return Some(Edit::replace(key, if quoted { "\"name\"" } else { "name" }));
    }
    let at = item.origin?.value;
    let flow = facts.text.get(..at.start)?.trim_end().ends_with(['[', ',']);
    let name = plain(facts, item)?;
    // A name in quotes may be JSON, which has keys in quotes too.
    let key = if name.starts_with('"') { "\"name\"" } else { "name" };
    let named = if flow { format!("{{{key}: {name}}}") } else { format!("name: {name}") };
    Some(Edit::replace(at, named))
}

/// A name as it is written, quotes included.
fn plain<'t>(facts: &Facts<'t>, value: &Value) -> Option<&'t str> {
    let name = value.as_str().filter(|n| !n.is_empty())?;
    let written = value.origin?.value.of(facts.text);
    (written.trim_matches(['"', '\'']) == name).then_some(written)
}
