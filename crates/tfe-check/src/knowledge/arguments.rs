//! The arguments of the blocks of Terraform that hold policies and roles. Terraform rejects all others.
//!
//! Source: the schemas of the Vault provider (registry.terraform.io/providers/hashicorp/vault/latest/docs) and the
//! meta-arguments of resources (developer.hashicorp.com/terraform/language/meta-arguments).

use std::sync::OnceLock;

use text::Vocabulary;

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

/// What the roles of all auth methods take.
const TOKEN: &[&str] = &[
    "token_ttl",
    "token_max_ttl",
    "token_period",
    "token_policies",
    "token_bound_cidrs",
    "token_explicit_max_ttl",
    "token_no_default_policy",
    "token_num_uses",
    "token_type",
    "alias_metadata",
    "policies",
    "period",
    "ttl",
    "max_ttl",
    "num_uses",
    "bound_cidrs",
];

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
pub(crate) static APPROLE: Arguments = Arguments::new(&[
    META,
    TOKEN,
    &[
        "role_name",
        "role_id",
        "backend",
        "bind_secret_id",
        "bound_cidr_list",
        "secret_id_bound_cidrs",
        "secret_id_num_uses",
        "secret_id_ttl",
    ],
]);

/// `vault_jwt_auth_backend_role`
pub(crate) static JWT_ROLE: Arguments = Arguments::new(&[
    META,
    TOKEN,
    &[
        "role_name",
        "role_type",
        "backend",
        "allowed_redirect_uris",
        "bound_audiences",
        "bound_claims",
        "bound_claims_type",
        "bound_subject",
        "claim_mappings",
        "clock_skew_leeway",
        "disable_bound_claims_parsing",
        "expiration_leeway",
        "groups_claim",
        "groups_claim_delimiter_pattern",
        "max_age",
        "not_before_leeway",
        "oidc_scopes",
        "user_claim",
        "user_claim_json_pointer",
        "verbose_oidc_logging",
    ],
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
