//! The environment variables of a workspace that give its runs credentials (dynamic provider credentials):
//! from Vault, from a cloud with the run's own token, or from a cloud through Vault.
//!
//! The forms in which lists are written are read by [`crate::variables`]; the names, and what each
//! provider needs, are a table (`knowledge/run-variables.yaml`). A list may be a part of what a workspace
//! gets: variable sets add to it.

mod behavior;
mod facts;
mod given;
mod hint;
mod index;
mod names;
mod policy;
mod read;
pub(crate) mod rules;
mod run;
#[cfg(test)]
mod tests;
mod view;

use crate::variables::List;
pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
pub(crate) use facts::Facts;
pub(crate) use names::Named;
pub(crate) use run::{Engine, Login, Wanted};
pub(crate) use view::view;

/// The lists with variables for runs in a text.
pub(crate) fn lists(text: &str) -> Vec<List> {
    read::lists(text).map(|(lists, _)| lists).unwrap_or_default()
}
