//! The same block twice in one map: the last one replaces the first.

use super::change;
use super::repeated_entries::{Repeated, key};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::DUPLICATE_BLOCK;

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let blocks = facts
        .duplicates()
        .iter()
        .filter_map(|d| Repeated::new(facts, d))
        .filter(|r| r.is_block(facts));
    out.extend(blocks.map(|repeated| say(facts, &repeated)));
}

fn entries(n: usize) -> String {
    if n == 1 { "The entries".to_owned() } else { format!("The {n} entries") }
}

fn say(facts: &Facts<'_>, repeated: &Repeated<'_>) -> Finding {
    let Repeated { duplicate, dead, kept, .. } = repeated;
    let lost =
        facts.document.node(dead.value).and_then(|n| n.as_mapping()).map_or(1, |m| m.entries.len());
    let (at, first) = (key(facts, kept), key(facts, dead));
    let found = DUPLICATE_BLOCK.at(at).related(first, "the first one").say(
        format!("The second `{}:` replaces the first.", repeated.name()),
        format!("{} under the first one never reach the chart.", entries(lost)),
        "Merge the two.",
    );
    found.fix(change::join(facts, duplicate).map(|e| Fix::review("Merge the two", e)))
}
