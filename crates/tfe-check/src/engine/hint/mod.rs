//! What the word at a place of a text means, and what could stand there: an editor's hover and
//! completion, from the tables that the rules use.
//!
//! The place is found from the lines around it alone, so that it is found while a line is being typed
//! and no parser understands the text yet.

use text::Span;

pub use crate::base::hint::{About, Choice};
use crate::base::kind::Kind;
use crate::kinds::behavior;

/// What the word at a byte of the text means, and where that word stands. `None` where nothing is
/// known of it.
pub fn hint(kind: Kind, text: &str, at: usize) -> Option<(Span, About)> {
    (behavior(kind)?.hint)(text, at)
}

/// What could stand at a byte of the text, and which part of the text it takes the place of. What is
/// there already, beside it, is left out.
pub fn choices(kind: Kind, text: &str, at: usize) -> Option<(Span, Vec<Choice>)> {
    let (span, choices) = (behavior(kind)?.choices)(text, at)?;
    (!choices.is_empty()).then_some((span, choices))
}

#[cfg(test)]
mod tests;
