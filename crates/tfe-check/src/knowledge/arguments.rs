//! The arguments of the blocks of Terraform that hold policies and roles. Terraform rejects all others.
//!
//! Source: the documentation of the provider hashicorp/vault and the meta-arguments of resources (developer.hashicorp.com/terraform/language/meta-arguments).

use std::sync::OnceLock;

use text::Vocabulary;

use super::parameters::{OF_APPROLE, OF_JWT, OF_TOKENS};

/// What a block takes, nested blocks included.
#[derive(Debug)]
pub(crate) struct Arguments {
    names: &'static [&'static [&'static str]],
    vocabulary: OnceLock<Vocabulary<'static>>,
}

impl Arguments {
    const fn new(names: &'static [&'static [&'static str]]) -> Self {
        Self { names, vocabulary: OnceLock::new() }
    }

    /// The argument that a name surely means which is not one.
    pub(crate) fn meant(&self, name: &str) -> Option<&'static str> {
        let all = || self.names.iter().copied().flatten().copied();
        let known = self.vocabulary.get_or_init(|| Vocabulary::new(all()));
        known.slip(name).filter(|_| !known.has(name))
    }
}

/// What every block takes.
const META: &[&str] =
    &["count", "for_each", "provider", "depends_on", "lifecycle", "id", "namespace"];

/// `vault_policy`
pub(crate) static POLICY: Arguments = Arguments::new(&[META, &["name", "policy"]]);

/// The `rule` of `vault_policy_document`.
pub(crate) static POLICY_RULE: Arguments = Arguments::new(&[&[
    "path",
    "capabilities",
    "description",
    "required_parameters",
    "allowed_parameter",
    "denied_parameter",
    "min_wrapping_ttl",
    "max_wrapping_ttl",
    "subscribe_event_types",
]]);

/// `vault_approle_auth_backend_role`
pub(crate) static APPROLE: Arguments = Arguments::new(&[META, OF_TOKENS, OF_APPROLE, &["backend"]]);

/// `vault_jwt_auth_backend_role`
pub(crate) static JWT_ROLE: Arguments = Arguments::new(&[
    META,
    OF_TOKENS,
    OF_JWT,
    &["backend", "disable_bound_claims_parsing", "groups_claim_delimiter_pattern"],
]);

/// `vault_jwt_auth_backend`
pub(crate) static JWT_BACKEND: Arguments = Arguments::new(&[
    META,
    &[
        "path",
        "type",
        "accessor",
        "bound_issuer",
        "default_role",
        "description",
        "disable_remount",
        "jwks_ca_pem",
        "jwks_pairs",
        "jwks_url",
        "jwt_supported_algs",
        "jwt_validation_pubkeys",
        "local",
        "namespace_in_state",
        "oidc_client_id",
        "oidc_client_secret",
        "oidc_client_secret_wo",
        "oidc_client_secret_wo_version",
        "oidc_discovery_ca_pem",
        "oidc_discovery_url",
        "oidc_response_mode",
        "oidc_response_types",
        "provider_config",
        "tune",
    ],
]);
