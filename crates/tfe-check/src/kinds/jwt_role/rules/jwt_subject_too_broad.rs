//! Roles that accept the runs of every organization.

use super::jwt_subject_malformed::begins_misspelt;
use super::{Finding, JwtRole};
use crate::knowledge::rules::jwt_role::JWT_SUBJECT_TOO_BROAD;
use crate::roles::Setting;
use crate::roles::jwt::{is_literal, plain};

pub(super) fn find(role: &JwtRole, _: &[JwtRole]) -> Vec<Finding> {
    let mut found = Vec::new();
    if role.admits_runs() {
        found.extend(too_broad(role));
    }
    found
}

/// Without the organization a workspace of any other one may log in.
fn too_broad(role: &JwtRole) -> Option<Finding> {
    let names = |s: &Setting| match plain(&s.key).as_ref() {
        "bound_claims.sub" | "bound_subject" => {
            let name =
                s.value.strip_prefix("organization:").and_then(|rest| rest.split(':').next());
            !is_literal(&s.value)
                || begins_misspelt(&s.value)
                || name.is_some_and(|name| !name.is_empty() && !name.starts_with('*'))
        }
        // The whole map is filled in.
        "bound_claims" => true,
        key => key.starts_with("bound_claims.terraform_") && !s.value.starts_with('*'),
    };
    if role.is_open || role.settings.iter().any(names) {
        return None;
    }
    let subject = role.find("bound_claims.sub").or_else(|| role.find("bound_subject"));
    let at = subject.map_or(role.at, |s| s.value_span);
    Some(JWT_SUBJECT_TOO_BROAD.at(at).say(
        "The role accepts runs of every organization.",
        "Anybody with a workspace on the same Terraform Enterprise can get its policies.",
        "Begin the sub claim with organization:<name>:, where <name> is yours.",
    ))
}
