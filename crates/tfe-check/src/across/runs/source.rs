//! The texts, as they are read.

use crate::base::kind::{Kind, Profile};
use crate::carry::paste::Carried;

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
