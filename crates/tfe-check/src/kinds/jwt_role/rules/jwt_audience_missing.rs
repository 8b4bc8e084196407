//! Roles that accept no audience.

use super::{Finding, JwtRole};
use crate::kinds::jwt_role::added::added;
use crate::knowledge::rules::jwt_role::JWT_AUDIENCE_MISSING;

pub(super) fn find(role: &JwtRole, _: &[JwtRole]) -> Vec<Finding> {
    if !role.admits_runs() || role.is_open || role.find("bound_audiences").is_some() {
        return Vec::new();
    }
    let finding = JWT_AUDIENCE_MISSING.at(role.at).say(
        "The role accepts no audience.",
        "Every login fails: audience claim found in JWT but no audiences bound to the role.",
        "Add bound_audiences with the value vault.workload.identity.",
    );
    vec![finding.fix(added(role, "bound_audiences", "vault.workload.identity"))]
}
