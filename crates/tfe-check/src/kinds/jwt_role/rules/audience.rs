//! The audience that runs ask for, misspelled.

use text::{Edit, short};

use super::{DOCS, Finding, JwtRole, Rule};
use crate::base::finding::{Evidence, Fix, Safety, Severity, Stage};

static MISSPELT: Rule = Rule::new("jwt-audience-misspelt", Severity::Warning, Stage::Run)
    .source(Evidence::Inferred, DOCS)
    .fix(Safety::Review);

pub(super) static RULES: [&Rule; 1] = [&MISSPELT];

/// What runs ask for unless a variable says otherwise.
const USUAL: &str = "vault.workload.identity";

/// So many letters may differ.
const NEAR: usize = 3;

pub(super) fn find(role: &JwtRole, _: &[JwtRole], out: &mut Vec<Finding>) {
    if role.all("bound_audiences").any(|s| s.value == USUAL) {
        return;
    }
    for setting in role.all("bound_audiences").filter(|s| text::distance(&s.value, USUAL) <= NEAR) {
        out.push(
            MISSPELT
                .at(setting.value_span)
                .say(
                    format!("The audience {} is nearly the one of runs.", short(&setting.value)),
                    "Unless a variable of the workspace has this one, every login fails: invalid audience (aud) claim.",
                    format!("Write {USUAL}."),
                )
                .fix(Fix::review(format!("Write {USUAL}"), Edit::replace(setting.value_span, USUAL))),
        );
    }
}
