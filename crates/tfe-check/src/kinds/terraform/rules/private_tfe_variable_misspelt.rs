//! Names that the module does not have, one slip away from one that it has.

use text::{Edit, short};

use crate::base::finding::{Finding, Fix};
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::meant::meant;
use crate::kinds::terraform::legacy::variable::Variable;
use crate::knowledge::rules::terraform::PRIVATE_TFE_VARIABLE_MISSPELT;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for variables in legacy.installations.iter().map(|installation| &installation.variables) {
        for variable in variables {
            let meant = meant(variables, variable.name);
            found.extend(meant.map(|meant| misspelt(variable, meant)));
        }
    }
    found
}

fn misspelt(variable: &Variable<'_>, meant: &str) -> Finding {
    PRIVATE_TFE_VARIABLE_MISSPELT
        .at(variable.key)
        .say(
            format!("`{}` is not a variable of the module; `{meant}` is.", short(variable.name)),
            "Terraform warns about it or stops, and the module gets no value.",
            format!("Write `{meant}`."),
        )
        .fix(Fix::safe(format!("Rename it to `{meant}`"), Edit::replace(variable.key, meant)))
}
