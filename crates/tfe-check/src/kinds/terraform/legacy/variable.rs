//! The variables of a module, in its block or in a file of them.

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::Attribute;
use text::Span;

use crate::carry::template::span;

/// A variable and its value.
pub(in crate::kinds::terraform) struct Variable<'b> {
    pub name: &'b str,
    pub key: Span,
    /// The place of the value, with its quotes.
    pub place: Span,
    pub value: &'b Expression,
}

impl<'b> Variable<'b> {
    /// None where the reader does not say where it is.
    pub(super) fn of(attribute: &'b Attribute) -> Option<Self> {
        let key = span(attribute.key.span())?;
        let place = span(attribute.value.span())?;
        Some(Self { name: attribute.key.as_str(), key, place, value: &attribute.value })
    }

    /// A text that is all in the file.
    pub(in crate::kinds::terraform) fn text(&self) -> Option<&'b str> {
        self.value.as_str()
    }

    /// The place of a text without its quotes.
    pub(in crate::kinds::terraform) fn inside(&self) -> Span {
        Span::new(self.place.start + 1, self.place.end.saturating_sub(1))
    }

    /// `true` and `false`, in quotes as Terraform 0.11 wrote them too.
    pub(in crate::kinds::terraform) fn switch(&self) -> Option<bool> {
        match self.value {
            Expression::Bool(on) => Some(*on.value()),
            other => match other.as_str() {
                Some("true" | "1") => Some(true),
                Some("false" | "0") => Some(false),
                _ => None,
            },
        }
    }

    /// How many elements a list has.
    pub(in crate::kinds::terraform) fn elements(&self) -> Option<usize> {
        match self.value {
            Expression::Array(list) => Some(list.iter().count()),
            _ => None,
        }
    }
}
