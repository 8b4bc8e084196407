//! Variables of runs that are Terraform variables and not in the environment.

use text::Edit;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::workspace_variables::names::named;
use crate::knowledge::rules::workspace_variables::RUN_VARIABLE_NOT_IN_ENVIRONMENT;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut last = None;
    let mut out = Vec::new();
    for (variable, found) in &facts.known {
        let wrong = variable.category.as_ref().filter(|category| category.word == "terraform");
        let Some(category) = wrong else { continue };
        // Several variables of one resource have one category.
        if last == Some(category.place) || facts.is_in_environment(*found) {
            continue;
        }
        last = Some(category.place);
        // Others may have the same place, and be meant as they are.
        let shares = |other: &&Variable| {
            let same = other.category.as_ref().is_some_and(|c| c.place == category.place);
            same && named(&other.name).is_none()
        };
        let edit = Edit::replace(category.place, "env");
        let fix = match facts.list.variables.iter().find(shares) {
            Some(_) => Fix::review("Write env", edit),
            None => Fix::safe("Write env", edit),
        };
        out.push(
            RUN_VARIABLE_NOT_IN_ENVIRONMENT
                .at(category.place)
                .say(
                    format!("{} is not set as an environment variable.", variable.name),
                    "Runs read it only from their environment: as a Terraform variable it has no effect.",
                    "Set its category to `env`.",
                )
                .fix(fix),
        );
    }
    out
}
