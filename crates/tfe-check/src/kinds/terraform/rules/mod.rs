//! What can be wrong with a Terraform file that holds policies.

mod aws_trust_never_matches;
mod azure_subject_with_star;
mod backend_atlas_address_malformed;
mod backend_atlas_name_malformed;
mod backend_atlas_removed;
mod backend_token_in_code;
mod backend_with_variables;
mod dynamic_secret_in_data_source;
mod install_state_not_encrypted;
mod install_state_not_locked;
mod install_state_without_region;
mod policy_document_not_text;
mod private_tfe_bucket_destroyed;
mod private_tfe_bucket_not_a_name;
mod private_tfe_certificate_of_another_region;
mod private_tfe_encryption_not_kms;
mod private_tfe_fqdn_malformed;
mod private_tfe_installation;
mod private_tfe_old_bucket_managed;
mod private_tfe_partition_wrong;
mod private_tfe_role_half_of_bucket;
mod private_tfe_role_too_broad;
mod private_tfe_snapshot_not_encrypted;
mod private_tfe_subnets_too_few;
mod private_tfe_variable_missing;
mod private_tfe_variable_misspelt;
mod private_tfe_variable_replaced;
mod terraform_argument_misspelt;
mod terraform_policy_filled_in;
mod terraform_reads_vault_template;
mod terraform_syntax;
mod terraform_text_elsewhere;
mod terraform_values_not_shown;
mod terraform_without_policy;

use crate::base::finding::Finding;
use crate::kinds::terraform::Reference;
use crate::kinds::terraform::cloud_trust::Subject;
use crate::kinds::terraform::legacy::Legacy;
pub(crate) use dynamic_secret_in_data_source::dynamic_secret;
pub(crate) use terraform_argument_misspelt::misspelt;
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

/// What is said of subjects that no run has.
pub(in crate::kinds::terraform) fn trust(subjects: &[Subject]) -> Vec<Finding> {
    let of = |subject| {
        aws_trust_never_matches::find(subject).or_else(|| azure_subject_with_star::find(subject))
    };
    subjects.iter().filter_map(of).collect()
}

/// A rule's search in what is left of Private Terraform Enterprise.
type Find = fn(&Legacy<'_>) -> Vec<Finding>;

/// In this order.
static LEGACY: &[Find] = &[
    private_tfe_installation::find,
    private_tfe_variable_missing::find,
    private_tfe_variable_misspelt::find,
    private_tfe_variable_replaced::find,
    private_tfe_fqdn_malformed::find,
    private_tfe_bucket_not_a_name::find,
    private_tfe_old_bucket_managed::find,
    private_tfe_snapshot_not_encrypted::find,
    private_tfe_encryption_not_kms::find,
    private_tfe_certificate_of_another_region::find,
    private_tfe_subnets_too_few::find,
    private_tfe_partition_wrong::find,
    private_tfe_bucket_destroyed::find,
    backend_atlas_removed::find,
    backend_token_in_code::find,
    backend_atlas_name_malformed::find,
    backend_atlas_address_malformed::find,
    install_state_not_encrypted::find,
    backend_with_variables::find,
    install_state_not_locked::find,
    install_state_without_region::find,
    private_tfe_role_too_broad::find,
    private_tfe_role_half_of_bucket::find,
];

/// What is wrong with an installation of Private Terraform Enterprise, and with backends.
pub(in crate::kinds::terraform) fn legacy(legacy: &Legacy<'_>) -> Vec<Finding> {
    LEGACY.iter().flat_map(|find| find(legacy)).collect()
}
