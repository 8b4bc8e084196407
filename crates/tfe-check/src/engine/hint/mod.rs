//! What the word at a place of a text means, and what could stand there: an editor's hover and
//! completion, from the tables that the rules use.
//!
//! The place is found from the lines around it alone, so that it is found while a line is being typed
//! and no parser understands the text yet.

use text::Span;

pub use crate::base::hint::{About, Choice};
use crate::base::kind::Kind;
use crate::contract::{Behavior, Way};
use crate::kinds::{behavior, most_often_held};

/// What the word at a byte of the text means, and where that word stands. `None` where nothing is
/// known of it.
pub fn hint(kind: Kind, text: &str, at: usize) -> Option<(Span, About)> {
    (read_as(kind)?.hint)(text, at)
}

/// What could stand at a byte of the text, and which part of the text it takes the place of. What is
/// there already, next to it, is left out.
pub fn choices(kind: Kind, text: &str, at: usize) -> Option<(Span, Vec<Choice>)> {
    let (span, choices) = (read_as(kind)?.choices)(text, at)?;
    (!choices.is_empty()).then_some((span, choices))
}

/// Whose words are looked up.
fn read_as(kind: Kind) -> Option<&'static Behavior> {
    let behavior = behavior(kind)?;
    Some(match behavior.way {
        Way::Hold(_) => most_often_held(),
        Way::Read(_) => behavior,
    })
}

#[cfg(test)]
mod tests;
