//! A secret under `env.variables`, where it becomes part of a ConfigMap.

use helm_values::Data;

use super::{change, place::key};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Given, Unknown};
use crate::knowledge::is_secret;
use crate::knowledge::rules::helm_overrides::SECRET_IN_VARIABLES;
use crate::knowledge::{self, Secrecy};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let misspelt = |u: &&Unknown<'_>| {
        u.meant.is_some_and(|s| s.secret == Secrecy::Yes)
            || u.wrong.is_some_and(|wrong| wrong.secret && holds_secret(&u.given))
    };
    let unknown = facts.unknown.iter().filter(|u| !u.typo && !u.given.secret);
    let unknown = unknown.filter(|u| !u.given.text.trim().is_empty()).filter(misspelt);
    let mut found = Vec::new();
    found.extend(facts.variables().filter(is_filled_secret).map(|given| say(facts, &given)));
    found.extend(unknown.map(|unknown| say(facts, &unknown.given)));
    found
}

fn is_filled_secret(given: &Given<'_>) -> bool {
    is_secret(given.name) && !given.text.trim().is_empty()
}

/// Of an address only a password in it is a secret, and a switch is none.
fn holds_secret(given: &Given<'_>) -> bool {
    if matches!(given.text.trim(), "true" | "false") {
        return false;
    }
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
