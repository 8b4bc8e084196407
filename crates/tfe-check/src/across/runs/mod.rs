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
    ["TFC_", "oidc_discovery_url", "bound_issuer"].iter().any(|mark| text.contains(mark))
}

/// What does not fit together, at the places of the documents.
pub(crate) fn find(sources: &[Source<'_>]) -> Vec<Placed> {
    let facts = Facts::of(sources);
    let mut found = Vec::new();
    issuer::find(&facts, &mut found);
    if facts.lists.is_empty() {
        return found;
    }
    policy::find(&facts, &mut found);
    role::find(&facts, &mut found);
    agent::find(&facts, &mut found);
    found
}
