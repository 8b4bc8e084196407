//! Roles of Vault's JWT auth method for runs, as JSON: which tokens of runs may log in, and what they get.
//!
//! Roles that commands and Terraform write are checked by the same rules, in the files that hold them.

mod added;
mod behavior;
pub(crate) mod rules;
#[cfg(test)]
mod tests;

pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
pub(crate) use behavior::role;
