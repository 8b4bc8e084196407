//! What runs with dynamic credentials need.

use super::{Goal, Need, call};
use crate::base::finding::{Evidence, Rule, Safety, Severity, Stage};

static TOKEN: Rule = Rule::new("run-token-path-missing", Severity::Info, Stage::Run)
    .source(
        Evidence::Documented,
        "Terraform documentation: dynamic credentials with the Vault provider",
    )
    .fix(Safety::Safe);

/// The rules of these tables.
pub(crate) static RULES: [&Rule; 1] = [&TOKEN];

const DEFAULT: &str = "Vault's default policy grants it too. Only a role with \
    token_no_default_policy needs it here; then runs fail.";

/// A role for runs that get their credentials from Vault.
pub(crate) static NEEDS: [Need; 3] = [
    Need {
        path: "auth/token/lookup-self",
        capabilities: &["read"],
        purpose: "To look up its own token.",
        since: "",
        calls: &[call(&TOKEN, Goal::Token, "read", "auth/token/lookup-self").is(
            "look up its own token",
            "This policy does not allow a run to look up its own token.",
            DEFAULT,
        )],
    },
    Need {
        path: "auth/token/renew-self",
        capabilities: &["update"],
        purpose: "To renew its own token.",
        since: "",
        calls: &[call(&TOKEN, Goal::Token, "update", "auth/token/renew-self").is(
            "renew its own token",
            "This policy does not allow a run to renew its own token.",
            DEFAULT,
        )],
    },
    Need {
        path: "auth/token/revoke-self",
        capabilities: &["update"],
        purpose: "To revoke its own token.",
        since: "",
        calls: &[call(&TOKEN, Goal::Token, "update", "auth/token/revoke-self").is(
            "revoke its own token",
            "This policy does not allow a run to revoke its own token.",
            DEFAULT,
        )],
    },
];
