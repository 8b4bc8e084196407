//! Two switches for one provider.

use super::{Facts, Finding};
use crate::kinds::workspace_variables::facts::Switch;
use crate::knowledge::rules::workspace_variables::RUN_CREDENTIALS_TWICE;

/// Reported at the later one.
pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let on: Vec<Switch<'_>> = facts.on().collect();
    for switch in &on {
        let mut others = on.iter().filter(|other| {
            switch.named.family.instead.contains(&other.named.bare)
                && other.named.tag == switch.named.tag
                && other.variable.key.start < switch.variable.key.start
        });
        if let Some(other) = others.next() {
            out.push(twice(*switch, *other));
        }
    }
}

fn twice(switch: Switch<'_>, other: Switch<'_>) -> Finding {
    RUN_CREDENTIALS_TWICE
        .at(switch.variable.key)
        .say(
            format!(
                "The run gets credentials for one provider in two ways: {} is on too.",
                other.variable.name
            ),
            "Both set the provider's credentials; which of them it uses is not documented.",
            "Remove one of the two.",
        )
        .related(other.variable.key, "the other one")
}
