//! The same key twice in one map: the last one counts.

use helm_values::{Entry, Helm};

use super::change;
use super::repeated_entries::{Repeated, key};
use crate::base::finding::{Finding, Fix, Safety, Severity};
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::DUPLICATE_KEY;

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let values = facts
        .duplicates()
        .iter()
        .filter_map(|d| Repeated::new(facts, d))
        .filter(|r| !r.is_block(facts));
    out.extend(values.map(|repeated| say(facts, &repeated)));
}

/// Nothing, null, an empty text or list, or a placeholder: nobody wants that instead of a value.
fn is_blank(facts: &Facts<'_>, entry: &Entry) -> bool {
    let written = text(facts, entry).unwrap_or("").trim_matches(['"', '\'']).trim();
    matches!(written, "" | "~" | "null" | "Null" | "NULL" | "[]" | "{}") || is_placeholder(written)
}

fn text<'a>(facts: &Facts<'a>, entry: &Entry) -> Option<&'a str> {
    Some(facts.document.node(entry.value)?.span.of(facts.text))
}

fn say(facts: &Facts<'_>, repeated: &Repeated<'_>) -> Finding {
    let Repeated { dead, kept, .. } = repeated;
    let name = repeated.name();
    let (first, last) = (key(facts, dead), key(facts, kept));
    let times = match repeated.duplicate.entries.len() {
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    if is_blank(facts, kept) && !is_blank(facts, dead) {
        return DUPLICATE_KEY.at(last).related(first, "the one with a value").say(
            format!("`{name}` is given {times}; the last one wins, and it is empty."),
            "Helm silently drops the other one, which has a value.",
            "Remove the empty one, unless you want no value.",
        );
    }
    let same = repeated.all_dead.iter().all(|dead| text(facts, dead) == text(facts, kept));
    let found = DUPLICATE_KEY.at(first).related(last, "this one wins").say(
        format!("`{name}` is given {times}; the last one wins."),
        if same {
            "Helm accepts it; kustomize and strict readers reject the file."
        } else {
            "Helm silently drops this value."
        },
        if repeated.all_dead.len() == 1 { "Remove one." } else { "Keep one." },
    );
    let found = found.severity(if same { Severity::Warning } else { Severity::Error });
    found.fix(without_the_dead(facts, repeated))
}

fn without_the_dead(facts: &Facts<'_>, repeated: &Repeated<'_>) -> Option<Fix> {
    let duplicate = repeated.duplicate;
    let (_, dead) = duplicate.entries.split_last()?;
    let edits = change::remove_entries(facts, duplicate.mapping, dead)?;
    // In a text that Helm cannot read nobody knows yet what belongs together.
    let whole = facts.document.refusal(Helm::V4).is_none();
    let safety = if whole { Safety::Safe } else { Safety::Review };
    let title = match dead.len() {
        1 => "Remove the one that has no effect",
        _ => "Remove those that have no effect",
    };
    Some(Fix { title: title.into(), safety, edits })
}
