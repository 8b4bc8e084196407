//! Settings of Terraform Enterprise itself among the variables of a run.

use super::{Facts, Finding};
use crate::kinds::workspace_variables::names::meant;
use crate::knowledge;
use crate::knowledge::rules::workspace_variables::RUN_VARIABLE_OF_THE_PLATFORM;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let is_platform = |v: &&Variable| meant(&v.name).is_none() && is_of_the_platform(&v.name);
    facts.list.variables.iter().filter(is_platform).map(platform).collect()
}

/// Names that tools in a run read begin with `TFE_` too.
fn is_of_the_platform(name: &str) -> bool {
    name.starts_with("TFE_VAULT_") && knowledge::setting(name).is_some()
}

fn platform(variable: &Variable) -> Finding {
    RUN_VARIABLE_OF_THE_PLATFORM.at(variable.key).say(
        format!("{} configures Terraform Enterprise itself.", variable.name),
        "A run ignores it: its login to Vault comes from TFC_VAULT_ variables. Inferred from the two lists of names.",
        "Set it in the overrides file, and the TFC_VAULT_ variable here.",
    )
}
