//! Two switches for one provider.

use super::{Facts, Finding};
use crate::kinds::workspace_variables::facts::{Switch, is_on};
use crate::knowledge::rules::workspace_variables::RUN_CREDENTIALS_TWICE;
use crate::variables::Variable;

/// Reported at the later one.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for switch in facts.on() {
        let names = switch.named.family.instead.iter();
        let mut others = names.filter_map(|bare| facts.own(bare, switch.named.tag));
        let before = |other: &&Variable| other.key.start < switch.variable.key.start;
        found.extend(others.find(|v| is_on(v) && before(v)).map(|other| twice(switch, other)));
    }
    found
}

fn twice(switch: Switch<'_>, other: &Variable) -> Finding {
    RUN_CREDENTIALS_TWICE
        .at(switch.variable.key)
        .say(
            format!(
                "The run gets credentials for one provider in two ways: {} is on too.",
                other.name
            ),
            "Both set the provider's credentials; which of them it uses is not documented.",
            "Remove one of the two.",
        )
        .related(other.key, "the other one")
}
