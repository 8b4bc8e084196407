//! Keys that are given twice, of which kubectl sends the last.

use helm_values::{Duplicate, Entry};
use text::short;

use super::{Facts, Finding};
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_KEY_REPEATED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    // Conditions of a template may leave only one of them.
    if !facts.masked.lines.is_empty() {
        return Vec::new();
    }
    facts.tree.document.duplicates().iter().filter_map(|repeated| say(facts, repeated)).collect()
}

fn say(facts: &Facts<'_>, repeated: &Duplicate) -> Option<Finding> {
    let entries = facts.tree.entries(repeated.mapping);
    let mut given = repeated.entries.iter().filter_map(|at| entries.get(*at));
    let used = given.next_back()?;
    let value = |entry: &Entry| facts.tree.span(entry.value).of(facts.text);
    let lost = given.find(|entry| value(entry) != value(used))?;
    let name = lost.name.as_deref().unwrap_or("");
    let found = MANIFEST_KEY_REPEATED.at(facts.tree.key(lost)).say(
        format!("`{}` is given twice in the same place.", short(name)),
        "kubectl sends only the last one, and this one is lost.",
        "Put all of it in one place.",
    );
    Some(found.related(facts.tree.key(used), "This one is used."))
}
