//! What can be wrong with a role for runs.

mod jwt_audience_missing;
mod jwt_audience_misspelt;
mod jwt_issuer_malformed;
mod jwt_role_type_wrong;
mod jwt_subject_malformed;
mod jwt_subject_needs_glob;
mod jwt_subject_too_broad;
mod jwt_user_claim_missing;
mod role_parameter_misspelt;

use crate::base::finding::{Finding, Severity, Stage};
use crate::roles::jwt::JwtRole;
pub(crate) use jwt_issuer_malformed::malformed as issuer;

/// Where Vault documents its roles.
pub(crate) const API: &str = "Vault API documentation: JWT/OIDC auth method";

/// A rule's search in one role, which may depend on the others.
type Find = fn(&JwtRole, &[JwtRole]) -> Vec<Finding>;

/// In this order.
static ALL: &[Find] = &[
    jwt_role_type_wrong::find,
    jwt_user_claim_missing::find,
    jwt_audience_missing::find,
    jwt_audience_misspelt::find,
    jwt_subject_needs_glob::find,
    jwt_subject_too_broad::find,
    jwt_subject_malformed::find,
    jwt_issuer_malformed::find,
    role_parameter_misspelt::find,
];

/// Everything that is wrong with the roles for runs among some.
pub(crate) fn find(roles: &[JwtRole]) -> Vec<Finding> {
    roles.iter().flat_map(|role| ALL.iter().flat_map(|find| find(role, roles))).collect()
}

/// Whether Vault rejects what the findings are about.
pub(crate) fn are_refused(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error && f.stage == Stage::Install)
}
