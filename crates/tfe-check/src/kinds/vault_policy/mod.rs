//! Vault policies: the text as Vault reads it, and what it allows of what TFE needs.

mod access;
mod asked;
mod bare;
mod behavior;
mod cut_comment;
mod empty_rule;
mod escaped_quotes;
pub(crate) mod export;
mod facts;
mod flattened;
mod folding;
mod guard;
mod headless;
pub(crate) mod hint;
mod judge;
mod line_break;
mod mended;
mod needs;
mod once;
mod other_form;
mod others;
mod place;
mod purpose;
mod reordered;
pub(crate) mod rules;
mod template;
mod together;
mod view;

pub(crate) use access::{Access, OtherRule};
pub(crate) use asked::{Asked, Probe, covers, worst};
pub(crate) use bare::{Bare, Level};
pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
pub(crate) use facts::{Facts, With};
pub(crate) use flattened::Flattened;
pub(crate) use judge::judge;
pub(crate) use line_break::Broken;
pub(crate) use needs::{Call, FORCE, Goal, Need, SNAPSHOT, TFE_NEEDS, Wanted, needs};
pub(crate) use others::{Other, Others};
pub(crate) use place::{Place, may_match, misspelt, mount};
pub(crate) use purpose::{Purpose, named, touching};
pub(crate) use reordered::is_reordered;
pub(crate) use together::{Given, together};
pub(crate) use view::view;

/// Why Vault refuses a text, in one sentence of our own.
pub fn refusal(problem: &vault_policy::Problem) -> String {
    rules::words(&problem.kind).what
}
