//! The settings of a text of values that are all in it, for what is checked over several texts.

use text::Span;

use super::facts::{self, Facts, is_placeholder};
use super::once::parsed;
use crate::base::versions::Versions;

/// What a text sets.
pub(crate) struct Literals {
    pub settings: Vec<Literal>,
    /// Settings may come from objects that the values only name.
    pub open: bool,
    /// The first key.
    pub start: Span,
}

/// A setting with its value.
pub(crate) struct Literal {
    pub name: String,
    pub value: String,
    /// The place of its name.
    pub span: Span,
}

/// The settings that a text gives and nothing else fills in; `None` where it has none.
pub(crate) fn literals(text: &str, versions: &Versions) -> Option<Literals> {
    let document = parsed(text);
    let values = facts::values(&document);
    let facts = Facts::new(&document, &values, versions);
    let mut settings = Vec::new();
    for given in facts.settings().filter(|given| !is_placeholder(&given.text)) {
        let Some(span) = given.value.origin.and_then(|origin| origin.key) else { continue };
        let (name, value) = (given.name.to_owned(), given.text.into_owned());
        settings.push(Literal { name, value, span });
    }
    let found = Literals { open: facts.refs, start: facts.first_key(), settings };
    (!found.settings.is_empty()).then_some(found)
}
