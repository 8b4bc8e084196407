//! The same block twice in one map: the last one replaces the first.

use helm_values::Value;

use super::block_header_empty::hurts;
use super::change;
use super::repeated_entries::{Repeated, is_blank, key, without_the_dead};
use crate::base::finding::{Finding, Fix, Safety, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge;
use crate::knowledge::rules::helm_overrides::DUPLICATE_BLOCK;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let blocks = facts
        .duplicates()
        .iter()
        .filter_map(|d| Repeated::new(facts, d))
        .filter(|r| r.is_block(facts));
    blocks.map(|repeated| say(facts, &repeated)).collect()
}

fn entries(n: usize) -> String {
    if n == 1 { "The entries".to_owned() } else { format!("The {n} entries") }
}

fn say(facts: &Facts<'_>, repeated: &Repeated<'_>) -> Finding {
    let Repeated { duplicate, dead, kept, .. } = repeated;
    let (at, first) = (key(facts, kept), key(facts, dead));
    let found = DUPLICATE_BLOCK.at(at).related(first, "the first one");
    let name = repeated.name();
    if repeated.loses_nothing(facts) {
        return nothing_lost(facts, repeated, found);
    }
    let map = facts.document.node(dead.value).and_then(|node| node.as_mapping());
    let lost = entries(map.map_or(1, |map| map.entries.len()));
    let why = format!("{lost} under the first one never reach the chart.");
    if is_blank(facts, kept) {
        let what = format!("The second `{name}:` is empty and replaces the first.");
        let found = found.say(what, why, format!("Remove the empty `{name}:`."));
        return found.fix(without_the_empty(facts, repeated));
    }
    let what = format!("The second `{name}:` replaces the first.");
    let found = found.say(what, why, "Merge the two.");
    found.fix(change::join(facts, duplicate).map(|e| Fix::review("Merge the two", e)))
}

fn nothing_lost(facts: &Facts<'_>, repeated: &Repeated<'_>, found: Finding) -> Finding {
    let found = found.severity(Severity::Warning).say(
        format!("`{}:` is given twice; the last one wins.", repeated.name()),
        "Helm accepts it, and nothing is lost; kustomize and strict readers reject the file.",
        "Remove the first one.",
    );
    found.fix(without_the_dead(facts, repeated))
}

/// Nobody wants to delete a block that Helm cannot do without; others may be emptied on purpose.
fn without_the_empty(facts: &Facts<'_>, repeated: &Repeated<'_>) -> Option<Fix> {
    let path = repeated.duplicate.path.get(facts.prefix.len()..)?.join(".");
    let null = facts.key(&path).is_some_and(Value::is_null);
    let breaks = knowledge::chart_key(&path).is_some_and(|row| hurts(facts, row));
    let edits = change::remove_last(facts, repeated.duplicate)?;
    let safety = if null && breaks { Safety::Safe } else { Safety::Review };
    Some(Fix { title: "Remove the empty one".into(), safety, edits })
}
