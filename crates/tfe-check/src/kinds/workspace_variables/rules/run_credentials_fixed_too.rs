//! Fixed credentials of a provider next to a switch that gives the run its own.

use super::{Facts, Finding};
use crate::base::finding::Evidence;
use crate::kinds::workspace_variables::facts::Switch;
use crate::knowledge::rules::workspace_variables::RUN_CREDENTIALS_FIXED_TOO;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut done: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for switch in facts.on() {
        // The first switch of a family says it for the others.
        if !done.contains(&switch.named.family.name) {
            done.push(switch.named.family.name);
            fixed(facts, switch, &mut found);
        }
    }
    found
}

/// Each is reported once, whatever switches are on.
fn fixed(facts: &Facts<'_>, switch: Switch<'_>, out: &mut Vec<Finding>) {
    let family = switch.named.family;
    let statics = |v: &&Variable| family.statics.contains(&v.name.as_str());
    for variable in facts.list.variables.iter().filter(statics) {
        let is_empty = variable.value.as_deref() == Some("");
        let said =
            out.iter().any(|f| f.rule == &RUN_CREDENTIALS_FIXED_TOO && f.primary == variable.key);
        let in_terraform = variable.category.as_ref().is_some_and(|c| c.word == "terraform");
        if is_empty || said || in_terraform {
            continue;
        }
        let evidence = if family.documented { Evidence::Documented } else { Evidence::Inferred };
        let end =
            if family.documented { "" } else { " Inferred from the pages about other providers." };
        out.push(
            RUN_CREDENTIALS_FIXED_TOO
                .at(variable.key)
                .say(
                    format!("{} is set next to {}.", variable.name, switch.variable.name),
                    format!(
                        "The provider may use it instead of the credentials that the run gets.{end}"
                    ),
                    format!("Remove {} from the workspace and its variable sets.", variable.name),
                )
                .source(evidence, family.source)
                .related(switch.variable.key, "this gives the run its own credentials"),
        );
    }
}
