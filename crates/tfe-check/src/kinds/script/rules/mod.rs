//! What can be wrong with a script that writes policies.

mod script_policy_elsewhere;
mod script_policy_filled_in;

pub(crate) use script_policy_elsewhere::elsewhere;
pub(crate) use script_policy_filled_in::{filled_in, made};
