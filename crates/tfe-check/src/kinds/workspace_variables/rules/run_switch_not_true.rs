//! Switches that are not on: only `true` counts.

use text::Edit;

use super::{Facts, Finding};
use crate::base::finding::{Fix, Severity};
use crate::kinds::workspace_variables::names::{is_of_a_switch, meant_by_value};
use crate::knowledge::rules::workspace_variables::RUN_SWITCH_NOT_TRUE;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (variable, named) in facts.known.iter().filter(|(_, named)| named.is_switch()) {
        // That name has a finding of its own: `TYPE` cannot be a tag.
        if !named.is_default
            && named.tag != "TYPE"
            && let Some(value) = variable.value.as_deref().filter(|value| *value != "true")
        {
            let is_other = !named.tag.is_empty() && !is_of_a_switch(value);
            match meant_by_value(&variable.name, value) {
                // It has a finding of its own, unless the right one is there too.
                Some(meant) if !has(facts, &meant.name) => {}
                Some(_) => found.push(no_switch(variable, named.tag)),
                None if is_other => found.push(no_switch(variable, named.tag)),
                None => found.push(not_true(variable, value)),
            }
        }
    }
    found
}

fn has(facts: &Facts<'_>, name: &str) -> bool {
    facts.list.variables.iter().any(|variable| variable.name == name)
}

/// A name that is a switch only because what is after it counts as its tag.
fn no_switch(variable: &Variable, tag: &str) -> Finding {
    RUN_SWITCH_NOT_TRUE
        .at(variable.at())
        .say(
            format!("{} is not `true`.", variable.name),
            format!("Runs treat the name as a switch with the tag {tag}. Inferred: another variable may be meant."),
            "Write the name of the variable that takes this value, or true.",
        )
        .severity(Severity::Warning)
}

/// What is off on purpose, or may count as on, is not surely wrong.
fn not_true(variable: &Variable, value: &str) -> Finding {
    let is_off = matches!(value.trim(), "" | "0") || value.trim().eq_ignore_ascii_case("false");
    let may_count = matches!(value, "True" | "TRUE" | "1" | "t");
    let severity = if is_off || may_count { Severity::Warning } else { Severity::Error };
    let fix = Fix::review("Write true", Edit::replace(variable.place, "true"));
    let (why, action) = if is_off {
        (
            "The run gets no credentials from it. Only leaving it out is a documented way to do that.",
            "Remove the variable, or write true.",
        )
    } else if may_count {
        (
            "Only true is documented: with another spelling the run may get no credentials.",
            "Write true.",
        )
    } else {
        ("The run gets no credentials, and no message says so.", "Write true.")
    };
    RUN_SWITCH_NOT_TRUE
        .at(variable.at())
        .say(format!("{} is not `true`.", variable.name), why, action)
        .severity(severity)
        .fix(Some(fix).filter(|_| !is_off))
}
