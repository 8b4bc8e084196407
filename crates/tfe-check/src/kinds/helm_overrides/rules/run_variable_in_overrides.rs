//! A variable that gives runs their credentials, among the settings of the platform.

use text::short;

use super::place::key;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::RUN_VARIABLE_IN_OVERRIDES;
use crate::knowledge::runs;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.settings().filter(|given| runs::is_variable(given.name)) {
        let finding = RUN_VARIABLE_IN_OVERRIDES.at(key(given.value)).say(
            format!("`{}` belongs to a workspace, not to this file.", short(given.name)),
            "Runs read it from the environment variables of their workspace or a variable set: here it has no effect.",
            "Set it in the workspace or in a variable set, and remove it here.",
        );
        found.push(finding.when_repeated_say(
            "These variables belong to a workspace, not to this file.",
            "Set them in the workspace or in a variable set, and remove them here.",
        ));
    }
    found
}
