//! Variables that have no effect with the value of another one.

use super::{Facts, Finding};
use crate::base::finding::Evidence;
use crate::knowledge::rules::workspace_variables::RUN_VARIABLE_WITHOUT_EFFECT;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (variable, named) in &facts.known {
        let mut rows = named.family.useless.iter().filter(|row| row.names.contains(&named.bare));
        let deciding = rows.find_map(|row| {
            let other = facts.find(row.when.name, named.tag)?;
            row.when.holds(other.value.as_deref()).then_some(other)
        });
        if variable.value.as_deref() == Some("") {
            continue;
        }
        let Some(other) = deciding else { continue };
        let value = other.value.as_deref().unwrap_or("");
        found.push(
            RUN_VARIABLE_WITHOUT_EFFECT
                .at(variable.key)
                .say(
                    format!("{} does not go with {value}.", variable.name),
                    format!(
                        "It is for another {}; here it has no effect or stops the run.",
                        other.name
                    ),
                    format!("Remove it, or change {}.", other.name),
                )
                .source(Evidence::Documented, named.family.source)
                .related(other.at(), "this decides which variables count"),
        );
    }
    found
}
