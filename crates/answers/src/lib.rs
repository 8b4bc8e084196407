//! What the command line, the language server and JavaScript answer in the same words.

mod ours;
mod pages;

pub use ours::{has_nothing, is_looked_at, is_surely_ours};
pub use pages::{kind_of_rule, page, unknown_rule};
