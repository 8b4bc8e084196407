//! The environment variables of a workspace that give its runs credentials (dynamic provider credentials):
//! from Vault, from a cloud with the run's own token, or from a cloud through Vault.
//!
//! The forms in which lists are written are read by [`crate::carry::variables`]; the names, and what each
//! provider needs, are a table (`knowledge/run-variables.yaml`). A list may be a part of what a workspace
//! gets: variable sets add to it.

mod behavior;
mod facts;
mod hint;
mod names;
mod read;
pub(crate) mod rules;
#[cfg(test)]
mod tests;

pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
