//! The same key twice in one map: the last one counts.

use super::repeated_entries::{Repeated, is_blank, key, text, without_the_dead};
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::DUPLICATE_KEY;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let values = facts
        .duplicates()
        .iter()
        .filter_map(|d| Repeated::new(facts, d))
        .filter(|r| !r.is_block(facts));
    values.map(|repeated| say(facts, &repeated)).collect()
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
