//! What can be wrong with a role for runs.

mod audience;
mod issuer;
mod required;
mod subject;

use crate::base::finding::{Finding, Rule, Severity, Stage};
use crate::carry::jwt::JwtRole;

/// Where Vault documents its roles.
pub(crate) const API: &str = "Vault API documentation: JWT/OIDC auth method";
/// The code of the method.
const CODE: &str = "hashicorp/vault-plugin-auth-jwt path_role.go, path_login.go";
/// Where the tokens of runs are documented.
const DOCS: &str = "HCP Terraform documentation, dynamic provider credentials: Vault configuration";

/// Lists the modules in the order in which they are asked.
macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        static ALL: &[&[&Rule]] = &[$(&$module::RULES),*];
        fn run(role: &JwtRole, all: &[JwtRole], out: &mut Vec<Finding>) {
            $($module::find(role, all, out);)*
        }
    };
}

rules! { required, audience, subject, issuer }

/// All rules for roles.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().flat_map(|list| list.iter()).copied()
}

/// Everything that is wrong with the roles for runs among some.
pub(crate) fn find(roles: &[JwtRole]) -> Vec<Finding> {
    let mut found = Vec::new();
    for role in roles {
        run(role, roles, &mut found);
    }
    found
}

/// Whether Vault rejects what the findings are about.
pub(crate) fn are_refused(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error && f.stage == Stage::Install)
}
