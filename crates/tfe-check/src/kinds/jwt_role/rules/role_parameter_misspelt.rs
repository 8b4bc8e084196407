//! Parameters that a role for runs does not have.

use super::{Finding, JwtRole};
use crate::roles::misspelt_of_jwt;

pub(super) fn find(role: &JwtRole, _: &[JwtRole]) -> Vec<Finding> {
    // Terraform has names of its own, and refuses others.
    let is_resource = role.list.is_some();
    if role.admits_runs() && !is_resource { misspelt_of_jwt(&role.settings) } else { Vec::new() }
}
