//! The variables of runs and the other files of the same installation: the policies and roles of Vault, and
//! the settings of Terraform Enterprise.

mod facts;
mod logins;
mod placed;
mod rules;
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
    rules::ALL.iter().for_each(|find| find(&facts, &mut found));
    found
}
