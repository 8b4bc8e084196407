//! Settings that TFE does not read on Kubernetes.

use super::change;
use super::place::key;
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::SETTING_OF_ANOTHER_RUNTIME;
use crate::knowledge::{self, Setting, Status};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.settings() {
        let here = |s: &&Setting| s.status != Status::Removed && s.only.is_some();
        let foreign = knowledge::setting(given.name).filter(here);
        found.extend(foreign.map(|setting| other(facts, &given, setting)));
    }
    found
}

fn other(facts: &Facts<'_>, given: &Given<'_>, setting: &Setting) -> Finding {
    let found = SETTING_OF_ANOTHER_RUNTIME.at(key(given.value)).say(
        format!("This setting is for {}, not for Kubernetes.", capital(setting.only.unwrap_or(""))),
        "It has no effect here.",
        "Remove it.",
    );
    let fix = change::remove(facts, &change::path_of(facts, given));
    found.fix(fix.map(|edits| Fix::review("Remove it", edits)))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}
