//! A chart switch in quotes: any text is true for the chart, `"false"` too.

use helm_values::{Data, Value};

use super::{change, place};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, is_sealed};
use crate::knowledge::rules::helm_overrides::BOOLEAN_IN_QUOTES;
use crate::knowledge::{self, KeyForm};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for key in knowledge::chart_keys().iter().filter(|k| k.form == KeyForm::Bool) {
        let Some(value) = facts.key(key.path) else { continue };
        let Some(text) = value.as_str() else { continue };
        // A template's mark may become anything.
        if !text.contains(['$', '<', '{']) && !text.is_empty() && !is_sealed(text) {
            found.push(say(facts, key.path, value, text));
        }
    }
    found
}

fn say(facts: &Facts<'_>, key: &str, value: &Value, text: &str) -> Finding {
    let off =
        matches!(text.trim().to_ascii_lowercase().as_str(), "false" | "no" | "off" | "n" | "0");
    let severity = if off { Severity::Error } else { Severity::Info };
    let path = change::key_path(facts, key);
    let fix = change::put(facts, &path, Data::Bool(!off));
    let why = if off {
        format!("The chart turns `{key}` on.")
    } else {
        "It works: the chart treats any text as true.".to_owned()
    };
    BOOLEAN_IN_QUOTES
        .at(place::value(value))
        .severity(severity)
        .say(
            format!("In quotes, {} counts as true.", shown(text)),
            why,
            format!("Write {} without quotes.", !off),
        )
        .fix(fix.map(|edits| Fix::review(format!("Write {}", !off), edits)))
}

/// The text where it is a word for a switch. Any other may be what was pasted into the wrong line.
fn shown(text: &str) -> String {
    let known = ["true", "false", "yes", "no", "on", "off", "y", "n", "0", "1"];
    let small = text.trim().to_ascii_lowercase();
    if known.contains(&small.as_str()) { format!("{text:?}") } else { "any text".to_owned() }
}
