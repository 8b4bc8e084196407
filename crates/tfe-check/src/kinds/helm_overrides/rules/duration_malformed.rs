//! Times without a unit.

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

/// Go's durations: numbers, each with a unit; not all zero.
fn is_duration(text: &str) -> bool {
    let mut rest = text.strip_prefix('+').unwrap_or(text);
    let mut positive = false;
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
        let Some(number) = rest.get(..end).and_then(|n| n.parse::<f64>().ok()) else {
            return false;
        };
        positive |= number > 0.0;
        rest = rest.get(end..).unwrap_or("");
        let units = ["ns", "us", "µs", "ms", "s", "m", "h"];
        let Some(unit) = units.iter().find(|u| rest.starts_with(**u)) else { return false };
        rest = rest.get(unit.len()..).unwrap_or("");
    }
    positive
}
