//! What became of the variables of Private Terraform Enterprise.

use std::sync::OnceLock;

use text::{Edit, Span, Vocabulary, short};

use super::variable::Variable;
use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::terraform::{
    PRIVATE_TFE_INSTALLATION, PRIVATE_TFE_VARIABLE_MISSPELT, PRIVATE_TFE_VARIABLE_REPLACED,
};
use crate::knowledge::{self, PrivateVariable};

pub(super) fn find(at: Span, variables: &[Variable<'_>], out: &mut Vec<Finding>) {
    out.push(PRIVATE_TFE_INSTALLATION.at(at).say(
        "This installs Private Terraform Enterprise, the machine image of 2016 to 2018.",
        "It gets no more releases: Replicated took its place, and containers took that of Replicated.",
        "Install TFE in a container; HashiCorp has modules for EKS, AKS and GKE, and for single machines.",
    ));
    for variable in variables {
        let meant = meant(variables, variable.name);
        let row = |name: &str| knowledge::private_variables().iter().find(|row| row.name == name);
        out.extend(meant.map(|meant| misspelt(variable, meant)));
        let row = row(meant.unwrap_or(variable.name));
        out.extend(row.map(|row| replaced(variable, row)));
    }
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

/// The variable that was surely meant, and that is not set yet.
fn meant(variables: &[Variable<'_>], name: &str) -> Option<&'static str> {
    static NAMES: OnceLock<Vocabulary<'static>> = OnceLock::new();
    let all = || Vocabulary::new(knowledge::private_variables().iter().map(|row| row.name));
    let names = NAMES.get_or_init(all);
    let meant = names.slip(name).filter(|_| !names.has(name))?;
    variables.iter().all(|v| v.name != meant).then_some(meant)
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
