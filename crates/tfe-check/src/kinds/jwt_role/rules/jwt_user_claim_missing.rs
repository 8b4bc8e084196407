//! Roles that do not say which claim names the identity in Vault.

use super::{Finding, JwtRole};
use crate::kinds::jwt_role::added::added;
use crate::knowledge::rules::jwt_role::JWT_USER_CLAIM_MISSING;

pub(super) fn find(role: &JwtRole, _: &[JwtRole], out: &mut Vec<Finding>) {
    if !role.admits_runs() || role.is_open || role.find("user_claim").is_some() {
        return;
    }
    let finding = JWT_USER_CLAIM_MISSING.at(role.at).say(
        "The role has no user_claim.",
        "Vault rejects the role: a user claim must be defined on it.",
        "Add user_claim with the value terraform_full_workspace.",
    );
    out.push(finding.fix(added(role, "user_claim", "terraform_full_workspace")));
}
