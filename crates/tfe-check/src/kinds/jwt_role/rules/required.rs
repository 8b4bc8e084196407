//! What a role has to say, so that Vault takes it and a run can log in.

use text::{Edit, short};

use super::{Finding, JwtRole};
use crate::base::finding::Fix;
use crate::carry::jwt::is_literal;
use crate::knowledge::rules::jwt_role::{
    JWT_AUDIENCE_MISSING, JWT_ROLE_TYPE_WRONG, JWT_USER_CLAIM_MISSING,
};

pub(super) fn find(role: &JwtRole, _: &[JwtRole], out: &mut Vec<Finding>) {
    if role.is_config || !role.is_for_runs() {
        return;
    }
    out.extend(role_type(role));
    if role.find("user_claim").is_none() && !role.is_open {
        let finding = JWT_USER_CLAIM_MISSING.at(role.at).say(
            "The role has no user_claim.",
            "Vault rejects the role: a user claim must be defined on it.",
            "Add user_claim with the value terraform_full_workspace.",
        );
        out.push(finding.fix(add(role, "user_claim", "terraform_full_workspace")));
    }
    if role.find("bound_audiences").is_none() && !role.is_open {
        let finding = JWT_AUDIENCE_MISSING.at(role.at).say(
            "The role accepts no audience.",
            "Every login fails: audience claim found in JWT but no audiences bound to the role.",
            "Add bound_audiences with the value vault.workload.identity.",
        );
        out.push(finding.fix(add(role, "bound_audiences", "vault.workload.identity")));
    }
}

fn add(role: &JwtRole, key: &str, value: &str) -> Option<Fix> {
    Some(Fix::review(format!("Add {key}"), role.add(key, value)?))
}

/// Vault's default is a login in a browser.
fn role_type(role: &JwtRole) -> Option<Finding> {
    let Some(given) = role.find("role_type") else {
        let finding = JWT_ROLE_TYPE_WRONG.at(role.at).say(
            "The role has no role_type.",
            "Vault treats it as a login in a browser and rejects it: allowed_redirect_uris must be set.",
            "Add role_type with the value jwt.",
        );
        return (!role.is_open).then(|| finding.fix(add(role, "role_type", "jwt")));
    };
    let is_wrong = given.value != "jwt" && is_literal(&given.value);
    is_wrong.then(|| {
        JWT_ROLE_TYPE_WRONG
            .at(given.value_span)
            .say(
                format!("The role_type {} is not for runs.", short(&given.value)),
                "Runs log in with a token of their own, which only a role of the type jwt accepts.",
                "Write jwt.",
            )
            .fix(Fix::review("Write jwt", Edit::replace(given.value_span, "jwt")))
    })
}
