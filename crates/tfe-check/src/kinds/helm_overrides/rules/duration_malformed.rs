//! Times without a unit.

use text::go::parse_duration;

use super::form::{Hit, hit, judged, say};
use crate::base::finding::{Finding, Safety, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::DURATION_MALFORMED;
use crate::knowledge::{Form, Setting};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (given, setting) in judged(facts).filter(|(_, setting)| setting.form == Form::Duration) {
        let wrong = duration(facts, setting, given.text.trim());
        found.extend(wrong.map(|hit| say(facts, &given, hit)));
    }
    found
}

fn duration(facts: &Facts<'_>, setting: &Setting, text: &str) -> Option<Hit> {
    if is_duration(text) {
        return None;
    }
    let hit = hit(
        &DURATION_MALFORMED,
        "This setting takes a duration with a unit, above zero.",
        "Write it like `5s`.",
    );
    let used = facts.setting("TFE_DATABASE_MONITOR_ENABLED").is_some_and(|g| g.text == "true");
    let severity =
        if setting.name.contains("MONITOR") && !used { Severity::Warning } else { Severity::Error };
    let seconds = text.parse::<u32>().ok().filter(|n| *n > 0);
    Some(Hit { severity, instead: seconds.map(|n| (format!("{n}s"), Safety::Review)), ..hit })
}

/// Go's durations, above zero.
fn is_duration(text: &str) -> bool {
    parse_duration(text).is_some_and(|nanoseconds| nanoseconds > 0)
}
