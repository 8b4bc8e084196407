//! What can be wrong with a role for runs.

mod audience;
mod issuer;
mod required;
mod subject;

use crate::base::finding::{Finding, Severity, Stage};
use crate::carry::jwt::JwtRole;

/// Where Vault documents its roles.
pub(crate) const API: &str = "Vault API documentation: JWT/OIDC auth method";

/// A rule's search in one role, which may depend on the others.
type Find = fn(&JwtRole, &[JwtRole], &mut Vec<Finding>);

/// In this order.
static ALL: &[Find] = &[required::find, audience::find, subject::find, issuer::find];

/// Everything that is wrong with the roles for runs among some.
pub(crate) fn find(roles: &[JwtRole]) -> Vec<Finding> {
    let mut found = Vec::new();
    for role in roles {
        ALL.iter().for_each(|find| find(role, roles, &mut found));
    }
    found
}

/// Whether Vault rejects what the findings are about.
pub(crate) fn are_refused(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error && f.stage == Stage::Install)
}
