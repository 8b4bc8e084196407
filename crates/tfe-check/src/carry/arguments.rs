//! The arguments of Terraform's blocks, also where a name has a slip in it: the rest of the block is checked as it is meant.

use hcl_edit::Span as _;
use hcl_edit::structure::{Attribute, Body};
use text::Span;

use super::template::span;
use crate::knowledge::arguments::Arguments;

/// A name that is not an argument of its block.
#[derive(Debug)]
pub(crate) struct Misspelt {
    pub name: String,
    pub at: Span,
    pub meant: &'static str,
}

/// The names in a block that are one slip away from an argument which the block does not have.
pub(crate) fn misspelt(body: &Body, known: &Arguments) -> Vec<Misspelt> {
    let one = |attribute: &Attribute| {
        let meant = meant(body, known, attribute)?;
        let (name, at) = (attribute.key.as_str().to_owned(), span(attribute.key.span())?);
        Some(Misspelt { name, at, meant })
    };
    body.attributes().filter_map(one).collect()
}

/// What an attribute is called, or was surely meant to be called.
pub(crate) fn name<'b>(body: &Body, known: &Arguments, attribute: &'b Attribute) -> &'b str {
    meant(body, known, attribute).unwrap_or_else(|| attribute.key.as_str())
}

/// The attribute of that name, or the one that is meant to be it.
pub(crate) fn find<'b>(body: &'b Body, known: &Arguments, name: &str) -> Option<&'b Attribute> {
    let is_meant = |attribute: &&Attribute| meant(body, known, attribute) == Some(name);
    body.get_attribute(name).or_else(|| body.attributes().find(is_meant))
}

fn meant(body: &Body, known: &Arguments, attribute: &Attribute) -> Option<&'static str> {
    let meant = known.meant(attribute.key.as_str())?;
    (!body.has_attribute(meant) && !body.has_blocks(meant)).then_some(meant)
}
