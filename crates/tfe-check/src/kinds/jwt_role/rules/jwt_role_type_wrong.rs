//! Roles of another type than the one of runs.

use text::{Edit, short};

use super::{Finding, JwtRole};
use crate::base::finding::Fix;
use crate::kinds::jwt_role::added::added;
use crate::knowledge::rules::jwt_role::JWT_ROLE_TYPE_WRONG;
use crate::roles::jwt::is_literal;

pub(super) fn find(role: &JwtRole, _: &[JwtRole]) -> Vec<Finding> {
    let mut found = Vec::new();
    if role.admits_runs() {
        found.extend(role_type(role));
    }
    found
}

/// Vault's default is a login in a browser.
fn role_type(role: &JwtRole) -> Option<Finding> {
    let Some(given) = role.find("role_type") else {
        let finding = JWT_ROLE_TYPE_WRONG.at(role.at).say(
            "The role has no role_type.",
            "Vault treats it as a login in a browser and rejects it: allowed_redirect_uris must be set.",
            "Add role_type with the value jwt.",
        );
        return (!role.is_open).then(|| finding.fix(added(role, "role_type", "jwt")));
    };
    let is_wrong = given.value != "jwt" && is_literal(&given.value);
    is_wrong.then(|| {
        JWT_ROLE_TYPE_WRONG
            .at(given.value_span)
            .say(
                format!("The role_type {} is not for runs.", short(&given.value)),
                "Runs log in with their own token, which only a role of the type jwt accepts.",
                "Write jwt.",
            )
            .fix(Fix::review("Write jwt", Edit::replace(given.value_span, "jwt")))
    })
}
