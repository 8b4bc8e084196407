//! The same key twice in one map: the last one counts.

use helm_values::{Duplicate, Entry, Helm};

use super::change;
use crate::base::finding::{Finding, Fix, Safety, Severity};
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::{DUPLICATE_BLOCK, DUPLICATE_KEY};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    out.extend(facts.document.duplicates().iter().filter_map(|d| say(facts, d)));
}

fn say(facts: &Facts<'_>, duplicate: &Duplicate) -> Option<Finding> {
    let map = facts.document.node(duplicate.mapping)?.as_mapping()?;
    let (last, earlier) = duplicate.entries.split_last()?;
    let first = *earlier.first()?;
    let (dead, kept) = (map.entries.get(first)?, map.entries.get(*last)?);
    let block = |e: &Entry| facts.document.node(e.value).is_some_and(|n| n.as_mapping().is_some());
    let key = |e: &Entry| facts.document.node(e.key).map(|n| n.span).unwrap_or_default();
    let name = kept.name.as_deref().unwrap_or("");
    if block(dead) || block(kept) {
        let lost = facts
            .document
            .node(dead.value)
            .and_then(|n| n.as_mapping())
            .map_or(1, |m| m.entries.len());
        let found = DUPLICATE_BLOCK.at(key(kept)).related(key(dead), "the first one").say(
            format!("The second `{name}:` replaces the first."),
            format!("{} under the first one never reach the chart.", entries(lost)),
            "Merge the two.",
        );
        return Some(
            found.fix(change::join(facts, duplicate).map(|e| Fix::review("Merge the two", e))),
        );
    }
    if is_blank(facts, kept) && !is_blank(facts, dead) {
        return Some(DUPLICATE_KEY.at(key(kept)).related(key(dead), "the one with a value").say(
            format!("`{name}` is given twice; the last one wins, and it is empty."),
            "Helm silently drops the other one, which has a value.",
            "Remove the empty one, unless you want no value.",
        ));
    }
    let same = text(facts, dead) == text(facts, kept);
    let found = DUPLICATE_KEY.at(key(dead)).related(key(kept), "this one wins").say(
        format!("`{name}` is given twice; the last one wins."),
        if same {
            "Helm accepts it; kustomize and strict readers reject the file."
        } else {
            "Helm silently drops this value."
        },
        "Remove one.",
    );
    let found = found.severity(if same { Severity::Warning } else { Severity::Error });
    let fix = change::remove_entry(facts, duplicate.mapping, first);
    // In a text that Helm cannot read nobody knows yet what belongs together.
    let whole = facts.document.refusal(Helm::V4).is_none();
    let safety = if whole { Safety::Safe } else { Safety::Review };
    let title = "Remove the one without effect".to_owned();
    Some(found.fix(fix.map(|edits| Fix { title, safety, edits })))
}

/// Nothing, null, an empty text or list, or a placeholder: nobody wants that instead of a value.
fn is_blank(facts: &Facts<'_>, entry: &Entry) -> bool {
    let written = text(facts, entry).unwrap_or("").trim_matches(['"', '\'']).trim();
    matches!(written, "" | "~" | "null" | "Null" | "NULL" | "[]" | "{}") || is_placeholder(written)
}

fn entries(n: usize) -> String {
    if n == 1 { "The entries".to_owned() } else { format!("The {n} entries") }
}

fn text<'a>(facts: &Facts<'a>, entry: &Entry) -> Option<&'a str> {
    Some(facts.document.node(entry.value)?.span.of(facts.text))
}
