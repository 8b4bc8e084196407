//! What the word at a place of a text means, and what could stand there: an editor's hover and
//! completion, from the tables that the rules use.
//!
//! The place is found from the lines around it alone, so that it is found while a line is being typed
//! and no parser understands the text yet.

mod hcl;
mod policy;
mod setting;
mod values;
mod yaml;

use text::Span;

use crate::kind::Kind;

/// What a word means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The key, setting, path or capability.
    pub name: String,
    /// What it does, in a few words.
    pub meaning: String,
    /// What else is known, with its label: type, default, since, source.
    pub facts: Vec<(&'static str, String)>,
}

/// Something that could stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is shown and typed.
    pub label: String,
    /// What is written in its place, with `\n` as line end.
    pub insert: String,
    /// So many bytes before its end the cursor goes, between the quotes or brackets.
    pub back: usize,
    /// A word about it: a type, a purpose.
    pub detail: String,
    /// What it means.
    pub about: About,
}

/// What the word at a byte of the text means, and where that word stands. `None` where nothing is
/// known of it.
pub fn hint(kind: Kind, text: &str, at: usize) -> Option<(Span, About)> {
    match kind {
        Kind::HelmOverrides => values::hint(text, at),
        Kind::VaultPolicy | Kind::Terraform | Kind::Script => policy::hint(text, at),
    }
}

/// What could stand at a byte of the text, and which part of the text it takes the place of. What is
/// there already, beside it, is left out.
pub fn choices(kind: Kind, text: &str, at: usize) -> Option<(Span, Vec<Choice>)> {
    let (span, choices) = match kind {
        Kind::HelmOverrides => values::choices(text, at)?,
        Kind::VaultPolicy | Kind::Terraform | Kind::Script => policy::choices(text, at)?,
    };
    (!choices.is_empty()).then_some((span, choices))
}

#[cfg(test)]
mod tests;
