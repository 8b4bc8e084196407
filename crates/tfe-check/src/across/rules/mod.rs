//! Rules over several texts.

pub(crate) mod approle;
mod approle_batch_token;
mod approle_bound_to_addresses;
mod approle_period_too_short;
mod approle_policy_not_written;
mod approle_secret_id_ends;
mod approle_token_ends;
mod approle_token_uses_limited;
mod approle_without_default_policy;
mod role_settings;
