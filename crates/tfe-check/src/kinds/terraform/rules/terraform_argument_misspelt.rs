//! Names that are not arguments of a policy or role, one slip away from one that is.

use text::{Edit, short};

use crate::base::finding::{Finding, Fix};
use crate::carry::arguments::Misspelt;
use crate::knowledge::rules::terraform::TERRAFORM_ARGUMENT_MISSPELT;

pub(crate) fn misspelt(hit: &Misspelt) -> Finding {
    let (name, meant) = (short(&hit.name), hit.meant);
    TERRAFORM_ARGUMENT_MISSPELT
        .at(hit.at)
        .say(
            format!("`{name}` is not an argument here; `{meant}` is."),
            format!("terraform plan stops: `An argument named \"{name}\" is not expected here`."),
            format!("Write `{meant}`."),
        )
        .fix(Fix::safe(format!("Rename it to `{meant}`"), Edit::replace(hit.at, meant)))
}
