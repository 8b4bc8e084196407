//! The kinds of texts, one folder each.

pub(crate) mod helm_overrides;
mod parts;
pub(crate) mod script;
pub(crate) mod terraform;
pub(crate) mod vault_policy;

pub use parts::parts_in;
