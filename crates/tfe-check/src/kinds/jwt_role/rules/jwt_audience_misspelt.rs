//! The audience that runs ask for, misspelled.

use text::{Edit, short};

use super::{Finding, JwtRole};
use crate::base::finding::Fix;
use crate::knowledge::rules::jwt_role::JWT_AUDIENCE_MISSPELT;

/// What runs ask for unless a variable says otherwise.
const USUAL: &str = "vault.workload.identity";

/// So many letters may differ.
const NEAR: usize = 3;

pub(super) fn find(role: &JwtRole, _: &[JwtRole]) -> Vec<Finding> {
    if role.all("bound_audiences").any(|s| s.value == USUAL) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for setting in role.all("bound_audiences").filter(|s| text::distance(&s.value, USUAL) <= NEAR) {
        found.push(
            JWT_AUDIENCE_MISSPELT
                .at(setting.value_span)
                .say(
                    format!("The audience {} is a letter or two away from the default.", short(&setting.value)),
                    "Unless a variable of the workspace has this one, every login fails: invalid audience (aud) claim.",
                    format!("Write {USUAL}."),
                )
                .fix(Fix::review(format!("Write {USUAL}"), Edit::replace(setting.value_span, USUAL))),
        );
    }
    found
}
