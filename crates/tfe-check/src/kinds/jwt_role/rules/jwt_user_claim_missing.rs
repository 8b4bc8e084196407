//! Roles that do not say which claim names the identity in Vault.

use super::{Finding, JwtRole};
use crate::kinds::jwt_role::added::added;
use crate::knowledge::rules::jwt_role::JWT_USER_CLAIM_MISSING;

pub(super) fn find(role: &JwtRole, _: &[JwtRole]) -> Vec<Finding> {
    let given = role.find("user_claim");
    if !role.admits_runs() || role.is_open || given.is_some_and(|s| !s.value.is_empty()) {
        return Vec::new();
    }
    let at = given.map_or(role.at, |setting| setting.key_span);
    let finding = JWT_USER_CLAIM_MISSING.at(at).say(
        "The role has no user_claim.",
        "Vault rejects the role: a user claim must be defined on it.",
        "Add user_claim with the value terraform_full_workspace.",
    );
    let fix = match given {
        Some(_) => None,
        None => added(role, "user_claim", "terraform_full_workspace"),
    };
    vec![finding.fix(fix)]
}
