//! The variables of runs and the other files of the same installation: the policies and roles of Vault, and
//! the settings of Terraform Enterprise.

mod facts;
mod logins;
mod placed;
mod policy_files;
mod rules;
mod source;

use facts::Facts;
pub(crate) use placed::Placed;
pub(crate) use source::Source;

/// Whether a text may say something of the credentials of runs.
pub(crate) fn may_concern(text: &str) -> bool {
    ["TFC_", "oidc_discovery_url", "bound_issuer"].iter().any(|mark| text.contains(mark))
}

/// What does not fit together, at the places of the documents.
pub(crate) fn find(sources: &[Source<'_>]) -> Vec<Placed> {
    let facts = Facts::of(sources);
    rules::ALL.iter().flat_map(|find| find(&facts)).collect()
}
