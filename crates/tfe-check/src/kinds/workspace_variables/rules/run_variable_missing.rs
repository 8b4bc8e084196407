//! What a switch needs and the list does not have.

use super::{Facts, Finding};
use crate::base::finding::Severity;
use crate::kinds::workspace_variables::facts::Switch;
use crate::kinds::workspace_variables::names::full;
use crate::knowledge::rules::workspace_variables::RUN_VARIABLE_MISSING;
use crate::knowledge::runs::{Need, When};

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for switch in facts.on().filter(|_| !facts.list.is_open && !facts.is_single()) {
        let needs = switch.named.family.needs.iter();
        found.extend(needs.filter_map(|need| missing(facts, switch, need)));
    }
    found
}

/// Variable sets and other files may hold what is not here: certain is it only where the rest is.
fn missing(facts: &Facts<'_>, switch: Switch<'_>, need: &Need) -> Option<Finding> {
    let tag = switch.named.tag;
    let holds = |when: &When| {
        let given = facts.value(when.name, tag).or_else(|| facts.value(when.name, ""));
        // What is filled in may be anything.
        given.is_none_or(|value| value.is_some()) && when.holds(given.flatten())
    };
    if !need.when.as_ref().is_none_or(holds) || need.any.iter().any(|way| facts.gives(way, tag)) {
        return None;
    }
    let name = full(need.any.first()?.first()?, tag);
    let family = switch.named.family;
    let others = family.needs.iter().flat_map(|need| need.any).flat_map(|way| way.iter());
    let has_rest = others.into_iter().any(|other| facts.has(other, tag));
    let is_certain = (has_rest || facts.list.is_answer) && !need.inferred && !facts.list.is_part;
    let more: Vec<String> = need.any.iter().skip(1).map(|way| in_words(way, tag)).collect();
    let or = if more.is_empty() { String::new() } else { format!(", or {}", more.join(", or ")) };
    let finding = RUN_VARIABLE_MISSING.at(switch.variable.key).say(
        format!("{name} is not in this list."),
        "The run fails before its plan, unless a variable set of the workspace has the variable.",
        format!("Add {name}{or}."),
    );
    Some(finding.severity(if is_certain { Severity::Error } else { Severity::Warning }))
}

fn in_words(way: &[&str], tag: &str) -> String {
    let names: Vec<String> = way.iter().map(|bare| full(bare, tag)).collect();
    names.join(" and ")
}
