//! The texts, as they are read.

use crate::base::kind::{Kind, Profile};
use crate::carry::paste::Carried;
use crate::kinds::script;

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

impl<'t> Source<'t> {
    /// The commands that a page shows next to its texts.
    pub(crate) fn commands(document: usize, name: &'t str, text: &'t str) -> Self {
        Self { document, name, kind: script::KIND, text, place: None, profile: None }
    }
}
