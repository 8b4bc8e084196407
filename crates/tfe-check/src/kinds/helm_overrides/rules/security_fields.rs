//! Fields of security contexts that are in the wrong one.

use helm_values::Value;

use super::change;
use super::place::key;
use crate::base::finding::{Finding, Fix, Rule};
use crate::kinds::helm_overrides::facts::Facts;

/// A finding for each of the fields that is in the block `place` and belongs to `right`.
pub(super) fn misplaced(
    facts: &Facts<'_>,
    rule: &'static Rule,
    place: &str,
    right: &str,
    fields: &[&str],
) -> Vec<Finding> {
    let map = facts.key(place).and_then(Value::as_map);
    let wrong = map.into_iter().flatten().filter(|(name, _)| fields.contains(&name.as_str()));
    wrong
        .map(|(name, value)| {
            let from: Vec<&str> =
                change::key_path(facts, place).into_iter().chain([name.as_str()]).collect();
            let to: Vec<&str> =
                change::key_path(facts, right).into_iter().chain([name.as_str()]).collect();
            let edits = change::relocate(facts, &from, &to, false);
            rule.at(key(value))
                .say(
                    format!("`{name}` is not a field of `{place}`."),
                    "A strict API rejects the Deployment; a lenient one drops the field.",
                    format!("Move it to `{right}`."),
                )
                .fix(edits.map(|edits| Fix::review(format!("Move it to {right}"), edits)))
        })
        .collect()
}
