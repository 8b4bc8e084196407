//! What can be wrong with a Terraform file that holds policies.

mod dynamic_secret_in_data_source;
mod policy_document_not_text;
mod terraform_policy_filled_in;
mod terraform_reads_vault_template;
mod terraform_syntax;
mod terraform_text_elsewhere;
mod terraform_values_not_shown;
mod terraform_without_policy;

use crate::base::finding::Finding;
use crate::kinds::terraform::Reference;
pub(crate) use dynamic_secret_in_data_source::dynamic_secret;
pub(crate) use terraform_policy_filled_in::{filled_in, made_by_terraform};
pub(crate) use terraform_syntax::syntax;
pub(crate) use terraform_text_elsewhere::elsewhere;
pub(crate) use terraform_values_not_shown::not_shown;
pub(crate) use terraform_without_policy::nothing;

/// A reference that Terraform refuses.
pub(crate) fn reference(file: &str, reference: Reference) -> Finding {
    match reference {
        Reference::Document(at) => policy_document_not_text::document_not_text(at),
        Reference::Identity(at) => terraform_reads_vault_template::reads_vault_template(file, at),
    }
}
