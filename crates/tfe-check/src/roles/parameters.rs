//! The parameters that Vault's roles have, and names that are nearly one.

use std::sync::LazyLock;

use text::{Edit, Vocabulary, short};

use super::Setting;
use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::any::ROLE_PARAMETER_MISSPELT;

/// Those of every role; Vault's older names for them among them.
const OF_TOKENS: [&str; 15] = [
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
];

const OF_APPROLE: [&str; 9] = [
    "bind_secret_id",
    "bound_cidr_list",
    "local_secret_ids",
    "role_id",
    "role_name",
    "secret_id_bound_cidrs",
    "secret_id_num_uses",
    "secret_id_ttl",
    "ttl",
];

const OF_JWT: [&str; 21] = [
    "allowed_redirect_uris",
    "bound_audiences",
    "bound_claims",
    "bound_claims_type",
    "bound_subject",
    "claim_mappings",
    "clock_skew_leeway",
    "expiration_leeway",
    "groups_claim",
    "max_age",
    "name",
    "not_before_leeway",
    "oidc_scopes",
    "poll_interval",
    "callback_mode",
    "role_type",
    "ttl",
    "user_claim",
    "user_claim_json_pointer",
    "verbose_oidc_logging",
    "role_name",
];

static APPROLE: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| Vocabulary::new(OF_TOKENS.into_iter().chain(OF_APPROLE)));

static JWT: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| Vocabulary::new(OF_TOKENS.into_iter().chain(OF_JWT)));

/// Parameters of an AppRole role that are nearly one that Vault has.
pub(crate) fn misspelt_of_approle(settings: &[Setting]) -> Vec<Finding> {
    misspelt(settings, &APPROLE)
}

/// Those of a JWT role.
pub(crate) fn misspelt_of_jwt(settings: &[Setting]) -> Vec<Finding> {
    misspelt(settings, &JWT)
}

fn misspelt(settings: &[Setting], known: &Vocabulary<'static>) -> Vec<Finding> {
    let given = |name: &str| settings.iter().any(|setting| setting.key == name);
    let unknown = settings.iter().filter(|s| !s.key.contains('.') && !known.has(&s.key));
    let meant = unknown.filter_map(|s| Some((s, known.slip(&s.key)?)));
    meant
        .filter(|(_, name)| !given(name))
        .map(|(setting, name)| {
            let edit = Edit::replace(setting.key_span, name);
            ROLE_PARAMETER_MISSPELT
                .at(setting.key_span)
                .say(
                    format!("Roles have no parameter `{}`.", short(&setting.key)),
                    "Vault ignores it with a warning, and the role lacks what it should set.",
                    format!("Write {name}."),
                )
                .fix(Some(Fix::safe(format!("Write {name}"), edit)))
        })
        .collect()
}
