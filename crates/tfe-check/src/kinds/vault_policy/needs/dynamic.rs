//! What runs with dynamic credentials need.

use super::{Goal, Need, call};
use crate::knowledge::rules::vault_policy::RUN_TOKEN_PATH_MISSING;

const DEFAULT: &str = "Vault's default policy grants it too. Only a role with \
    token_no_default_policy needs it here; then runs fail.";

/// A role for runs that get their credentials from Vault.
pub(crate) static NEEDS: [Need; 3] = [
    Need {
        path: "auth/token/lookup-self",
        capabilities: &["read"],
        purpose: "To look up its own token.",
        since: "",
        calls: &[call(&RUN_TOKEN_PATH_MISSING, Goal::Token, "read", "auth/token/lookup-self").is(
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
        calls: &[call(&RUN_TOKEN_PATH_MISSING, Goal::Token, "update", "auth/token/renew-self").is(
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
        calls: &[call(&RUN_TOKEN_PATH_MISSING, Goal::Token, "update", "auth/token/revoke-self")
            .is(
                "revoke its own token",
                "This policy does not allow a run to revoke its own token.",
                DEFAULT,
            )],
    },
];
