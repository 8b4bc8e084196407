//! Names that a ConfigMap or a Secret cannot hold.

use super::place::key;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, has_template};
use crate::knowledge::rules::helm_overrides::SETTING_NAME_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut found = Vec::new();
    for given in facts.settings().filter(|g| !g.name.chars().all(fits) || g.name.is_empty()) {
        // What a blank of the web did has a rule of its own.
        if given.name.contains(['\u{a0}', '\u{202f}', '“', '”']) {
            continue;
        }
        // What a template writes there has no such letters.
        if has_template(given.name) {
            continue;
        }
        // A misspelled known name has its own rule, which says what to write.
        if facts.meant_by(given.value).is_some() {
            continue;
        }
        found.push(SETTING_NAME_MALFORMED.at(key(given.value)).say(
            "A name here may contain only letters, digits, `-`, `_` and `.`.",
            "The cluster rejects the ConfigMap or Secret, or Helm cannot render it.",
            "Correct the name.",
        ));
    }
    found
}
