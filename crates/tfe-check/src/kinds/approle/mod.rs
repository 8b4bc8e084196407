//! The AppRole role that Terraform Enterprise logs in to Vault with, as JSON.
//!
//! Roles that commands, tasks and Terraform write are checked by the same rules, in the files that hold them.

mod behavior;
mod read;
pub(crate) mod rules;

pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
