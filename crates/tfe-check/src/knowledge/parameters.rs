//! The parameters of Vault's roles, which its provider for Terraform has as arguments.
//!
//! Source: developer.hashicorp.com/vault/api-docs, auth methods AppRole and JWT.

/// Those of every role; Vault's older names for them among them.
pub(crate) const OF_TOKENS: &[&str] = &[
    "alias_metadata",
    "bound_cidrs",
    "max_ttl",
    "num_uses",
    "period",
    "policies",
    "token_bound_cidrs",
    "token_explicit_max_ttl",
    "token_max_ttl",
    "token_no_default_policy",
    "token_num_uses",
    "token_period",
    "token_policies",
    "token_ttl",
    "token_type",
    "ttl",
];

/// Those that AppRole has besides.
pub(crate) const OF_APPROLE: &[&str] = &[
    "bind_secret_id",
    "bound_cidr_list",
    "local_secret_ids",
    "role_id",
    "role_name",
    "secret_id_bound_cidrs",
    "secret_id_num_uses",
    "secret_id_ttl",
];

/// Those that JWT has besides.
pub(crate) const OF_JWT: &[&str] = &[
    "allowed_redirect_uris",
    "bound_audiences",
    "bound_claims",
    "bound_claims_type",
    "bound_subject",
    "callback_mode",
    "claim_mappings",
    "clock_skew_leeway",
    "expiration_leeway",
    "groups_claim",
    "max_age",
    "name",
    "not_before_leeway",
    "oidc_scopes",
    "poll_interval",
    "role_name",
    "role_type",
    "user_claim",
    "user_claim_json_pointer",
    "verbose_oidc_logging",
];
