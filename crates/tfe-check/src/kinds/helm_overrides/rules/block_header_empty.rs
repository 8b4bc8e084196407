//! A key with nothing under it: YAML makes it null, and a null deletes the chart's defaults.

use helm_values::{Data, Map, Value};

use super::repeated_entries::hides_another;
use super::{change, orphans, place};
use crate::base::finding::{Finding, Fix, Severity, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::BLOCK_HEADER_EMPTY;
use crate::knowledge::{self, ChartKey, KeyForm, Nothing};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for key in knowledge::chart_keys() {
        let empty = facts.key(key.path).filter(|v| v.is_null());
        // An empty copy of a block is reported with the block that it takes away.
        let is_it = |v: &&Value| {
            hurts(facts, key) && !is_cut_off(facts, v) && !hides_another(facts, place::key(v))
        };
        found.extend(empty.filter(is_it).map(|value| say(facts, key, value)));
    }
    found
}

pub(super) fn hurts(facts: &Facts<'_>, key: &ChartKey) -> bool {
    match key.nothing {
        Nothing::Harmless => false,
        Nothing::Breaks | Nothing::Hole => true,
        Nothing::BreaksOpenshift => facts.is_on("openshift.enabled"),
        // Only the values count here: the chart never sees what a reference brings.
        Nothing::BreaksSecondary => {
            facts.variables().any(|g| g.name == "TFE_HOSTNAME_SECONDARY" && g.value.truthy())
        }
    }
}

/// Whether the lines below a header could not be read, so it only looks empty.
fn is_cut_off(facts: &Facts<'_>, header: &Value) -> bool {
    let end = place::key(header).end;
    let keys = facts.document.mappings().flat_map(|(_, m)| &m.entries).map(|e| e.span.start);
    let next = || keys.filter(|start| *start > end).min().unwrap_or(usize::MAX);
    let mut broken = facts.document.problems().iter().filter(|p| p.fatal && p.span.start >= end);
    broken.next().is_some_and(|problem| problem.span.start < next())
}

fn say(facts: &Facts<'_>, row: &ChartKey, value: &Value) -> Finding {
    let name = row.path.rsplit('.').next().unwrap_or(row.path);
    let block = matches!(row.form, KeyForm::Block | KeyForm::Map | KeyForm::ScalarMap);
    let found = BLOCK_HEADER_EMPTY.at(place::key(value));
    if row.nothing == Nothing::Hole {
        return found
            .severity(Severity::Warning)
            .stage(Stage::Cluster)
            .say(
                format!("`{name}:` has no value, which removes the chart's default."),
                "The manifest is empty where the value belongs.",
                "Write a value, or remove the line.",
            )
            .fix(remove(facts, row));
    }
    let (what, why) = match row.path {
        "image.tag" => (
            "`tag:` has no value.".to_owned(),
            "Helm stops: `mapping values are not allowed in this context`.".to_owned(),
        ),
        _ => (
            format!("`{name}:` has nothing under it, which deletes the whole block."),
            "Helm stops at an unrelated key with `nil pointer evaluating interface {}`.".to_owned(),
        ),
    };
    let found = found.say(
        what,
        why,
        if block { "Indent the lines below it, or write `{}`." } else { "Write a value." },
    );
    if !block {
        return found;
    }
    if !orphans::below(facts, row.path).is_empty() {
        let edits = orphans::indent(facts, row.path);
        return found.fix(edits.map(|edits| Fix::review("Indent the lines below it", edits)));
    }
    let path = change::key_path(facts, row.path);
    let edits = change::put(facts, &path, Data::map(Map::new()));
    found.fix(edits.map(|edits| Fix::safe("Write `{}`", edits)))
}

fn remove(facts: &Facts<'_>, row: &ChartKey) -> Option<Fix> {
    let edits = change::remove(facts, &change::key_path(facts, row.path))?;
    Some(Fix::safe("Remove the line", edits))
}
