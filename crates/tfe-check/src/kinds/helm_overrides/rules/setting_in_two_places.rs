//! The same setting under `env.variables` and `env.secrets`, or in a reference too.

use super::place::key;
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::SETTING_IN_TWO_PLACES;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for variable in facts.variables() {
        if facts.is_referenced(variable.name) {
            found.push(referenced(&variable));
        } else if let Some(secret) = facts.secret(variable.name) {
            found.push(say(&variable, &secret));
        }
    }
    found.extend(facts.secrets().filter(|s| facts.is_referenced(s.name)).map(|s| referenced(&s)));
    found
}

fn say(variable: &Given<'_>, secret: &Given<'_>) -> Finding {
    let same = variable.text.trim() == secret.text;
    SETTING_IN_TWO_PLACES
        .at(key(variable.value))
        .related(key(secret.value), "this one wins")
        .severity(if same { Severity::Info } else { Severity::Warning })
        .say(
            "This setting is also under env.secrets, and that one wins.",
            if same { "Both are the same." } else { "TFE never gets the value given here." },
            "Keep one.",
        )
}

fn referenced(given: &Given<'_>) -> Finding {
    SETTING_IN_TWO_PLACES.at(key(given.value)).say(
        "A reference sets this too, and references win over everything else.",
        "TFE never gets the value given here.",
        "Keep one.",
    )
}
