//! A file for a parent chart: the values are nested under the name of its dependency.

use super::place;
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::kinds::helm_overrides::nested::OWN_NAME;
use crate::knowledge::rules::helm_overrides::VALUES_UNDER_DEPENDENCY;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(name) = facts.prefix.first() else { return Vec::new() };
    let found = VALUES_UNDER_DEPENDENCY.at(place::key(facts.values));
    let mut out = Vec::new();
    if facts.split {
        out.push(found.severity(Severity::Warning).say(
            format!(
                "Keys that the chart has are both under `{}` and next to it.",
                text::short(name)
            ),
            "A parent chart passes on only what is under it; the chart by itself ignores that.",
            "For a parent chart, move this chart's keys under it; otherwise move all to the top.",
        ));
        return out;
    }
    // Any other name is an alias, or a mistake. What is next to it is for other charts of the parent.
    let severity =
        if *name == OWN_NAME || facts.with_others { Severity::Info } else { Severity::Warning };
    out.push(found.severity(severity).say(
        format!("These values are nested under `{}`, as for a parent chart.", text::short(name)),
        "Only a parent chart that has this chart under that name or alias hands them on; the chart \
         itself ignores all of them.",
        "No action needed for a parent chart; otherwise move everything to the top of the file.",
    ));
    out
}
