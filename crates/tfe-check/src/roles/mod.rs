//! The roles of Vault's auth methods that a text writes, whatever it is: by commands, by tasks, as JSON, as
//! Terraform resources.

pub(crate) mod approle;
mod call;
pub(crate) mod jwt;
mod parameters;
mod setting;
mod tree;

pub(crate) use call::vault;
pub(crate) use parameters::{misspelt_of_approle, misspelt_of_jwt};
pub(crate) use setting::Setting;
