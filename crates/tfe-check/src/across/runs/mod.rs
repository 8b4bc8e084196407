//! The variables of runs and the other files of the same installation: the policies and roles of Vault, and
//! the settings of Terraform Enterprise.

mod agent;
mod facts;
mod issuer;
mod policy;
mod role;

use crate::base::finding::Finding;
use crate::base::kind::{Kind, Profile};
use crate::carry::paste::Carried;

use facts::Facts;

/// A text of a document, as it is read.
pub(crate) struct Source<'t> {
    /// The place of its document in the list of all.
    pub document: usize,
    /// The name of its document.
    pub name: &'t str,
    pub kind: Kind,
    pub text: &'t str,
    /// Where it is, if it is not all of the document.
    pub place: Option<&'t Carried>,
    /// What a policy is for.
    pub profile: Option<Profile>,
}

/// A finding, and the place of its document in the list of all.
pub(crate) type Placed = (usize, Finding);

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

/// Another place that belongs to a finding: in its own document or in another one.
fn related(finding: Finding, own: usize, other: usize, span: text::Span, note: &str) -> Finding {
    if own == other { finding.related(span, note) } else { finding.related_in(other, span, note) }
}
