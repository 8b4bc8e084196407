//! Switches that are neither true nor false.

use super::form::{Hit, hit, judged, say};
use crate::base::finding::{Finding, Safety, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::Form;
use crate::knowledge::rules::helm_overrides::BOOLEAN_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (given, _) in judged(facts).filter(|(_, setting)| setting.form == Form::Bool) {
        let wrong = boolean(given.text.trim());
        found.extend(wrong.map(|hit| say(facts, &given, hit)));
    }
    found
}

fn boolean(text: &str) -> Option<Hit> {
    if matches!(text, "true" | "false") {
        return None;
    }
    let hit = hit(
        &BOOLEAN_MALFORMED,
        "This setting takes `true` or `false`.",
        "Write `true` or `false`.",
    );
    let instead = match text.to_ascii_lowercase().as_str() {
        "1" | "t" | "true" | "yes" | "on" | "y" | "enabled" => {
            Some(("true".to_owned(), Safety::Safe))
        }
        "0" | "f" | "false" | "no" | "off" | "n" | "disabled" => {
            Some(("false".to_owned(), Safety::Safe))
        }
        _ => None,
    };
    // What Go takes for a boolean may work, but nobody documents it.
    let go =
        matches!(text, "1" | "0" | "t" | "f" | "T" | "F" | "TRUE" | "FALSE" | "True" | "False");
    let severity = if go { Severity::Warning } else { Severity::Error };
    Some(Hit { severity, instead, ..hit })
}
