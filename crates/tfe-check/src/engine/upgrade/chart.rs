//! What another chart does with the same values.

use helm_values::{Data, Helm, Value};
use text::Span;

use super::change::{Change, Effect, change, message, place};
use super::side::Side;
use crate::base::document::Document;
use crate::base::versions::Versions;
use crate::knowledge::{self, ChartDefault, ChartEnv, When};

pub(super) fn changes(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let used = used(after);
    let (from, to) = (before.versions, after.versions);
    if used.is_empty() || from.chart == to.chart {
        return Vec::new();
    }
    let mut changes = defaults(&used, from, to);
    changes.extend(keys(&used, from, to));
    changes.extend(written(&used, from, to));
    changes.extend(traits(&used, from, to));
    changes
}

/// A key of a file.
struct Used<'d> {
    document: &'d Document,
    /// With dots between its names.
    path: String,
    /// The place of its last name.
    key: Option<Span>,
}

/// The keys that the values files set.
fn used<'d>(side: &Side<'d>) -> Vec<Used<'d>> {
    let mut used = Vec::new();
    for (document, found) in side.documents.iter().zip(&side.report.documents) {
        if found.kind.is_some_and(|kind| kind.charts) && found.parts.is_empty() {
            let values = helm_values::parse(&document.text).values(Helm::default());
            let mut paths = Vec::new();
            walk(&values, String::new(), &mut paths);
            used.extend(paths.into_iter().map(|(path, key)| Used { document, path, key }));
        }
    }
    used
}

fn walk(value: &Value, path: String, paths: &mut Vec<(String, Option<Span>)>) {
    if let Data::Map(map) = &value.data {
        for (key, value) in map.iter() {
            let below = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
            // Settings are not keys of the chart.
            if !below.starts_with("env.variables.") && !below.starts_with("env.secrets.") {
                walk(value, below, paths);
            }
        }
    }
    if !path.is_empty() {
        paths.push((path, value.origin.and_then(|origin| origin.key)));
    }
}

/// Defaults that differ, of keys that no file sets.
fn defaults(used: &[Used<'_>], from: &Versions, to: &Versions) -> Vec<Change> {
    let mut changes = Vec::new();
    for (row, source) in knowledge::sourced_defaults() {
        let is_new = to.chart_within(row.charts) && !from.chart_within(row.charts);
        let old = default(row.path, from);
        if is_new && old != Some(row.value) && !is_set(used, row.path) {
            changes.push(default_change(row, old, &to.chart, source));
        }
    }
    // What had a row of its own before and has the usual default now.
    for (row, source) in knowledge::sourced_defaults() {
        let ends = from.chart_within(row.charts) && !to.chart_within(row.charts);
        let rows = knowledge::chart_defaults().iter().filter(|own| own.path == row.path);
        let has_row = rows.into_iter().any(|own| to.chart_within(own.charts));
        let now = knowledge::chart_key(row.path).and_then(|key| key.default);
        if let (true, false, Some(now)) = (ends && !is_set(used, row.path), has_row, now) {
            let now = ChartDefault { value: now, ..*row };
            changes.push(default_change(&now, Some(row.value), &to.chart, source));
        }
    }
    changes
}

fn default(path: &str, versions: &Versions) -> Option<&'static str> {
    let rows = knowledge::chart_defaults().iter().filter(|row| row.path == path);
    let row = rows.into_iter().find(|row| versions.chart_within(row.charts));
    row.map(|row| row.value).or_else(|| knowledge::chart_key(path).and_then(|key| key.default))
}

fn is_set(used: &[Used<'_>], path: &str) -> bool {
    used.iter().any(|own| own.path == path)
}

fn default_change(row: &ChartDefault, old: Option<&str>, chart: &str, source: &str) -> Change {
    let old = old.map_or_else(|| "nothing".to_owned(), |old| format!("`{old}`"));
    let what = format!("The default of `{}` changes from {old} to `{}`.", row.path, row.value);
    let why = format!("No file sets it, so chart {chart} takes its own default.");
    change(Effect::Changes, message(what, why, "Set it if you need the old value."), source)
}

/// Keys of the files that one of the charts does not read.
fn keys(used: &[Used<'_>], from: &Versions, to: &Versions) -> Vec<Change> {
    let mut changes = Vec::new();
    for Used { document, path, key: at } in used {
        let Some(key) = knowledge::chart_key(path) else { continue };
        let (was, is) = (!from.chart_lacks(key.since), !to.chart_lacks(key.since));
        if was == is {
            continue;
        }
        let (effect, what) = if is {
            (Effect::Changes, format!("`{path}` takes effect from chart {} on.", key.since))
        } else {
            (Effect::Goes, format!("Chart {} does not read `{path}`.", to.chart))
        };
        let said = message(what, key.meaning, "Check that its value is what you want.");
        let source = format!("chart terraform-enterprise: values since {}", key.since);
        let span = at.map(|at| place(&document.text, (at.start, at.end)));
        let document = Some(document.name.clone());
        changes.push(Change { document, span, ..change(effect, said, &source) });
    }
    changes
}

/// Settings that one of the charts writes itself. What a trait says better is left to that.
fn written(used: &[Used<'_>], from: &Versions, to: &Versions) -> Vec<Change> {
    let mut changes = Vec::new();
    for row in knowledge::chart_env() {
        let (was, is) = (from.chart_within(row.charts), to.chart_within(row.charts));
        let has_trait = knowledge::chart_traits().iter().any(|(what, ..)| what.contains(row.name));
        if was == is || has_trait || !is_used(used, row) {
            continue;
        }
        let (effect, what) = if is {
            (Effect::Changes, format!("Chart {} sets `{}` itself.", to.chart, row.name))
        } else {
            (Effect::Goes, format!("Chart {} no longer sets `{}` itself.", to.chart, row.name))
        };
        let from = row.key.map_or_else(String::new, |key| format!("It takes it from `{key}`."));
        let said = message(what, from, "Remove it from the file if you set it there too.");
        changes.push(change(effect, said, "chart terraform-enterprise: templates/config-map.yaml"));
    }
    changes
}

/// Whether the chart writes a setting for these files: always, or because of a key that they set.
fn is_used(used: &[Used<'_>], row: &ChartEnv) -> bool {
    row.when == When::Always || row.key.is_none_or(|key| is_set(used, key))
}

/// What the templates of one of the charts do.
fn traits(used: &[Used<'_>], from: &Versions, to: &Versions) -> Vec<Change> {
    let mut changes = Vec::new();
    for (what, charts, source) in knowledge::chart_traits() {
        let (was, is) = (from.chart_within(*charts), to.chart_within(*charts));
        let mut rows = knowledge::chart_env().iter().filter(|row| what.contains(row.name));
        if was == is || !rows.all(|row| is_used(used, row)) {
            continue;
        }
        let (effect, begins) =
            if is { (Effect::Changes, "New in") } else { (Effect::Goes, "No longer in") };
        let said = format!("{begins} chart {}: {}.", to.chart, lower(what));
        changes.push(change(effect, message(said, "", ""), source));
    }
    changes
}

/// The sentence inside of another one.
fn lower(what: &str) -> String {
    let word = what.split(' ').next().unwrap_or_default();
    if word.starts_with("TFE_") {
        return what.to_owned();
    }
    let mut chars = what.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
