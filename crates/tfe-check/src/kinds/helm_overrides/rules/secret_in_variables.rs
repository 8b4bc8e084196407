//! A secret under `env.variables`, where it becomes part of a ConfigMap.

use helm_values::Data;

use super::{change, place::key, setting_misspelt};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::is_secret;
use crate::knowledge::rules::helm_overrides::SECRET_IN_VARIABLES;
use crate::knowledge::{self, Secrecy};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let filled = || facts.variables().filter(|g| !g.text.trim().is_empty());
    let misspelt = |g: &Given<'_>| {
        setting_misspelt::meant_by(facts, g).is_some_and(|s| s.secret == Secrecy::Yes)
            || knowledge::wrong_name(g.name).is_some_and(|wrong| wrong.secret && holds_secret(g))
    };
    let unknown = filled().filter(|g| knowledge::setting(g.name).is_none()).take(100);
    let secrets = filled().filter(|g| is_secret(g.name)).chain(unknown.filter(misspelt));
    out.extend(secrets.map(|given| say(facts, &given)));
}

/// Of an address only a password in it is a secret.
fn holds_secret(given: &Given<'_>) -> bool {
    given.text.split_once("://").is_none_or(|(_, rest)| rest.contains('@'))
}

fn say(facts: &Facts<'_>, given: &Given<'_>) -> Finding {
    let wrong = knowledge::wrong_name(given.name).is_some();
    let found = SECRET_IN_VARIABLES.at(key(given.value)).say(
        format!("`{}` ends up in a ConfigMap.", given.name),
        "Everyone who can read ConfigMaps can read it.",
        if wrong {
            "Put the secret into its own setting under `env.secrets`."
        } else {
            "Move it to `env.secrets`."
        },
    );
    // A name that TFE does not have is not better off in another place.
    if facts.secret(given.name).is_some() || wrong {
        return found;
    }
    found.fix(repair(facts, given))
}

fn repair(facts: &Facts<'_>, given: &Given<'_>) -> Option<Fix> {
    let from = change::path_of(facts, given);
    let to: Vec<&str> =
        facts.prefix.iter().copied().chain(["env", "secrets", given.name]).collect();
    let as_text = !matches!(given.value.data, Data::String(_));
    Some(Fix::review("Move it to env.secrets", change::relocate(facts, &from, &to, as_text)?))
}
