//! References to keys of Secrets and ConfigMaps without a name, an object or a key.

use helm_values::{Data, Helm, Value, parse};
use text::{Edit, EditSet, Span};

use super::place;
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::KEY_REFERENCE_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (key, object) in
        [("env.secretKeyRefs", "secretName"), ("env.configMapKeyRefs", "configMapName")]
    {
        let Some(value) = facts.key(key) else { continue };
        match &value.data {
            Data::List(items) => found.extend(items.iter().filter_map(|entry| say(entry, object))),
            Data::Map(map) => {
                let wrong = map.values().find(|entry| !lacks(entry, object).is_empty());
                found.extend(
                    wrong.map(|entry| in_map(entry, object).fix(listed(facts, value, object))),
                );
            }
            _ => {}
        }
    }
    found
}

/// What the chart reads in a reference, and the reference does not have.
fn lacks<'k>(entry: &Value, object: &'k str) -> Vec<&'k str> {
    let text = |key: &&str| entry.get(key).and_then(Value::as_str).is_some_and(|t| !t.is_empty());
    ["name", object, "key"].into_iter().filter(|key| !text(key)).collect()
}

fn say(entry: &Value, object: &str) -> Option<Finding> {
    let lacks: Vec<String> = lacks(entry, object).iter().map(|key| format!("`{key}`")).collect();
    let (last, before) = lacks.split_last()?;
    let names = match before {
        [] => last.clone(),
        before => format!("{} and no {last}", before.join(", no ")),
    };
    let what = match entry.get("valueFrom") {
        Some(_) => "The chart does not read `valueFrom` in a reference.".to_owned(),
        None => format!("This reference has no {names}."),
    };
    Some(KEY_REFERENCE_MALFORMED.at(place::value(entry)).say(
        what,
        "The chart leaves the place of it empty, and the cluster rejects the Deployment.",
        format!("Write `- name: TFE_…`, `{object}: …`, `key: …`."),
    ))
}

/// In a map the name that is meant is the entry's key.
fn in_map(entry: &Value, object: &str) -> Finding {
    KEY_REFERENCE_MALFORMED.at(place::key(entry)).say(
        "This reference has no `name`, or is not written as a list entry.",
        "The chart writes an empty name, and the cluster rejects the Deployment.",
        format!("Write a list: `- name: TFE_…`, `{object}: …`, `key: …`."),
    )
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
