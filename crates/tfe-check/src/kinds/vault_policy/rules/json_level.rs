//! Rules in JSON that do not stand in `"path": { "…": { … } }`.

use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::{Bare, Level};
use crate::knowledge::rules::vault_policy::UNKNOWN_POLICY_KEY;

/// Told once, however many rules there are.
pub(crate) fn say(bare: &Bare) -> Finding {
    let rules = match bare.rules {
        1 => "the rule".to_owned(),
        n => format!("the {n} rules"),
    };
    let (what, action, title) = match &bare.level {
        Level::Path => (
            format!("The key `path` is missing around {rules}."),
            "Put the rules into \"path\": { … }.".to_owned(),
            "Put the rules into \"path\"".to_owned(),
        ),
        Level::Capabilities => (
            format!("The key `capabilities` is missing in {rules}."),
            "Write {\"capabilities\": [ … ]} for each path.".to_owned(),
            "Write the key capabilities".to_owned(),
        ),
        Level::Around(key) => {
            let key = if key.chars().count() > 20 { "…" } else { key };
            (
                format!("`{key}` is not a key Vault recognizes: the policy is one level too deep."),
                format!("Remove `{key}` and its braces."),
                format!("Remove {key}"),
            )
        }
    };
    let why = "Vault rejects the whole policy: `vault policy write` fails.";
    UNKNOWN_POLICY_KEY.at(bare.at).say(what, why, action).fix(Fix::safe(title, bare.edits.clone()))
}
