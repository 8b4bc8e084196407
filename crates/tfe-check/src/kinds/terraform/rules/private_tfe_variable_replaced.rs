//! What became of the variables of the module.

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::meant::meant;
use crate::kinds::terraform::legacy::variable::Variable;
use crate::knowledge::rules::terraform::PRIVATE_TFE_VARIABLE_REPLACED;
use crate::knowledge::{self, PrivateVariable};

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for variables in legacy.installations.iter().map(|installation| &installation.variables) {
        for variable in variables {
            let name = meant(variables, variable.name).unwrap_or(variable.name);
            let row = knowledge::private_variables().iter().find(|row| row.name == name);
            found.extend(row.map(|row| replaced(variable, row)));
        }
    }
    found
}

fn replaced(variable: &Variable<'_>, row: &PrivateVariable) -> Finding {
    let name = row.name;
    let why = row.note.unwrap_or("The variable is of the old module only.");
    match row.instead {
        Some(new) => PRIVATE_TFE_VARIABLE_REPLACED.at(variable.key).say(
            format!("`{name}` is `{new}` now."),
            why,
            format!("Set `{new}` in the new installation."),
        ),
        None => PRIVATE_TFE_VARIABLE_REPLACED.at(variable.key).say(
            format!("`{name}` has no successor in TFE."),
            row.note.unwrap_or("The infrastructure around TFE is made by your own Terraform now."),
            "Leave it out of TFE's settings.",
        ),
    }
}
