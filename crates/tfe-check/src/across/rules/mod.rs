//! Rules over several texts.

pub(crate) mod approle;
mod approle_policy_not_written;
