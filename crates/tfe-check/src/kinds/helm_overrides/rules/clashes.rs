//! What does not go together: the rows of `knowledge/clashes.yaml`.

use super::table;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let fragment = facts.is_fragment();
    for row in knowledge::clashes() {
        // What a part of a configuration does not set may be set in another one.
        let open = || row.unless.iter().any(|cond| facts.setting(cond.name).is_none());
        if row.core && fragment && open() || !table::applies(facts, row) {
            continue;
        }
        let place = row.at.and_then(|name| table::place(facts, name));
        let place = place.unwrap_or_else(|| facts.first_key());
        // Of several rows of one rule the first that holds is the most exact one.
        let told = |f: &Finding| {
            f.rule == row.rule
                && f.primary == place
                && (row.at != Some("image.tag") || f.source == row.source)
        };
        if !found.iter().any(told) {
            found.push(table::finding(facts, row, place, ""));
        }
    }
    found
}
