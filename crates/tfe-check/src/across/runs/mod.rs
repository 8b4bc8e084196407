//! The variables of runs and the other files of the same installation: the policies and roles of Vault, and
//! the settings of Terraform Enterprise.

mod agent;
mod facts;
mod issuer;
mod placed;
mod policy;
mod role;
mod source;

use facts::Facts;
pub(crate) use placed::Placed;
pub(crate) use source::Source;

/// Whether a text may say something of the credentials of runs.
pub(crate) fn may_concern(text: &str) -> bool {
    text.contains("TFC_")
}

/// What does not fit together, at the places of the documents.
pub(crate) fn find(sources: &[Source<'_>]) -> Vec<Placed> {
    let facts = Facts::of(sources);
    if facts.lists.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    policy::find(&facts, &mut found);
    role::find(&facts, &mut found);
    issuer::find(&facts, &mut found);
    agent::find(&facts, &mut found);
    found
}
