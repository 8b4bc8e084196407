//! The chart: its `values.yaml` and templates against `chart-keys.yaml` and `chart-values.yaml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use helm_values::{Data, Helm, Map, SharedText, Value, parse};

use super::rows::{field, written, yaml};
use super::texts;
use crate::failure::Result;

/// What is different, one line each.
pub(super) fn differences(knowledge: &Path, chart: &Path) -> Result<Vec<String>> {
    let rows = yaml(&knowledge.join("chart-keys.yaml"))?;
    let known = Known::of(&rows);
    let values = yaml(&chart.join("values.yaml"))?;
    let templates = texts(&chart.join("templates"), &["yaml", "yml", "tpl", "txt"])?.join("\n");
    let mut given = BTreeMap::new();
    keys("", &values, &known, &mut given);
    let mut read: BTreeSet<String> = given.keys().cloned().collect();
    read.extend(used(&templates).into_iter().filter(|path| !known.covers(path)));
    let mut found = Vec::new();
    for path in read.iter().filter(|path| !known.has(path)) {
        let value = given.get(path).map(|v| format!(", default {}", shown(&written(v))));
        found.push(format!("new key: {path}{}", value.unwrap_or_default()));
    }
    for (path, default) in &known.rows {
        if !read.contains(*path) && !names(&templates, path) {
            found.push(format!("gone key: {path}"));
        } else if let Some(now) = given.get(*path).copied().map(written) {
            found.extend(changed(path, default, &now));
        }
    }
    let ours = yaml(&knowledge.join("chart-values.yaml"))?;
    found.extend(other_values("", &ours, &values));
    Ok(found)
}

/// The rows, by path; and those below which any key counts.
struct Known<'v> {
    rows: BTreeMap<&'v str, &'v str>,
    free: Vec<&'v str>,
}

impl<'v> Known<'v> {
    fn of(table: &'v Value) -> Self {
        let list = table.get("keys").and_then(Value::as_list).unwrap_or_default();
        let row = |row: &'v Value| (field(row, "path"), field(row, "default"));
        // The keys of a map are the user's own, unless it is a block.
        let is_free = |row: &&Value| {
            let marked = row.get("free").and_then(Value::as_bool).unwrap_or(false);
            marked || field(row, "type").ends_with("map")
        };
        let free = list.iter().filter(is_free).map(|row| field(row, "path")).collect();
        Self { rows: list.iter().map(row).collect(), free }
    }

    fn has(&self, path: &str) -> bool {
        let above = |row: &&str| row.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        self.rows.contains_key(path) || self.covers(path) || self.rows.keys().any(above)
    }

    /// Whether a row above it takes any key.
    fn covers(&self, path: &str) -> bool {
        let below =
            |free: &&str| path.strip_prefix(*free).is_some_and(|rest| rest.starts_with('.'));
        self.free.iter().any(below)
    }
}

/// The keys of a values file, down to where any key counts.
fn keys<'v>(
    path: &str,
    value: &'v Value,
    known: &Known<'_>,
    out: &mut BTreeMap<String, &'v Value>,
) {
    for (key, inner) in value.as_map().into_iter().flatten() {
        let whole = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
        if !known.covers(&whole) {
            keys(&whole, inner, known, out);
            out.insert(whole, inner);
        }
    }
}

/// The paths that templates read as `.Values.a.b`.
fn used(templates: &str) -> BTreeSet<String> {
    let path = |rest: &'_ str| -> usize {
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
            .unwrap_or(rest.len())
    };
    let rests = templates.split(".Values.").skip(1);
    rests.map(|rest| rest.split_at(path(rest)).0.trim_end_matches('.').to_owned()).collect()
}

/// Whether the last part of a key is a word of the templates: `with` and `range` hide what is before it.
fn names(templates: &str, path: &str) -> bool {
    let word = path.rsplit('.').next().unwrap_or(path).trim_end_matches("[]");
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    templates.split(|c| !is_part(c)).any(|found| found == word)
}

fn changed(path: &str, default: &str, now: &str) -> Option<String> {
    // The table has a default as it is written in YAML.
    let then = written(&parse(&format!("v: {default}\n")).values(Helm::V4).get("v").cloned()?);
    let empty = |text: &str| text.is_empty() || text == "{}" || text == "[]";
    // What is in a block has rows of its own; a list of blocks is described in words. Both are compared with
    // chart-values.yaml.
    let is_block = now.starts_with('{') || (now.starts_with("[{") && !then.starts_with('['));
    let same = then == now || (empty(&then) && empty(now)) || is_block;
    let line =
        || format!("changed key: {path}, default {} instead of {}", shown(now), shown(&then));
    (!same).then(line)
}

/// Where the chart's values are not what the renderings start from. A block that is not there has no entries.
fn other_values(path: &str, ours: &Value, now: &Value) -> Vec<String> {
    let Some((ours_map, now_map)) = entries(ours).zip(entries(now)).filter(|_| is_map(ours, now))
    else {
        let (ours, now) = (written(ours), written(now));
        let line =
            || format!("changed values: {path} is {} instead of {}", shown(&now), shown(&ours));
        return if ours == now { Vec::new() } else { vec![line()] };
    };
    let null = Value::of(Data::Null);
    let all: BTreeSet<&SharedText> = ours_map.keys().chain(now_map.keys()).collect();
    let each = |key: &SharedText| {
        let whole = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
        let of = |map: &Map| map.get(key).cloned().unwrap_or_else(|| null.clone());
        other_values(&whole, &of(&ours_map), &of(&now_map))
    };
    all.into_iter().flat_map(each).collect()
}

fn is_map(ours: &Value, now: &Value) -> bool {
    ours.as_map().or(now.as_map()).is_some()
}

fn entries(value: &Value) -> Option<Map> {
    if value.is_null() { Some(Map::new()) } else { value.as_map().cloned() }
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}
