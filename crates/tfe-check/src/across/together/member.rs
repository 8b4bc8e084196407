//! The texts, and places in their documents.

use std::rc::Rc;

use text::Span;

use crate::base::kind::Kind;
use crate::carry::part::Part;
use crate::carry::paste::Carried;
use crate::roles::approle::Role;

/// A text that was given, or that is in one that was given.
pub(crate) struct Member {
    /// The place of its document in the list.
    pub document: usize,
    pub kind: Kind,
    pub text: String,
    pub place: Place,
    /// The roles that a Terraform file or a script writes.
    pub roles: Vec<Role>,
}

/// Where a text is in its document.
pub(crate) enum Place {
    /// It is the document.
    Whole,
    Carried(Rc<Carried>),
    Part(Box<Part>),
}

/// A place in one of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At {
    pub document: usize,
    pub span: Span,
}

impl Member {
    /// A place of the text, as one of its document; none for what is filled in.
    pub(super) fn at(&self, span: Span) -> Option<At> {
        let span = match &self.place {
            Place::Whole => Some(span),
            Place::Carried(carried) => carried.known_place(span),
            Place::Part(part) => part.known_place(span),
        };
        span.map(|span| At { document: self.document, span })
    }
}

/// A document, for the commands in it.
pub(crate) struct Script<'t> {
    pub document: usize,
    pub text: &'t str,
}
