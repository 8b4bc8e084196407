//! Parameters that the role of TFE does not have.

use crate::base::finding::Finding;
use crate::roles::approle::{Role, Style};
use crate::roles::misspelt_of_approle;

pub(super) fn find(role: &Role) -> Vec<Finding> {
    // Terraform and Ansible have names of their own.
    let vaults_own = matches!(role.style, Style::Command | Style::Json);
    if vaults_own { misspelt_of_approle(&role.settings) } else { Vec::new() }
}
