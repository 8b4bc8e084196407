//! Numbers with a unit or out of their limits, and times without a unit.

use super::form::{Hit, hit, judged, say};
use crate::base::finding::{Finding, Safety, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::{
    DURATION_MALFORMED, NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE,
};
use crate::knowledge::{Form, Setting};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for (given, setting) in judged(facts) {
        let text = given.text.trim();
        let wrong = match setting.form {
            Form::Int => number(setting, text),
            Form::Size => size(setting, text),
            Form::Duration => duration(facts, setting, text),
            _ => None,
        };
        out.extend(wrong.map(|hit| say(facts, &given, hit)));
    }
}

fn number(setting: &Setting, text: &str) -> Option<Hit> {
    let Ok(number) = text.parse::<f64>() else {
        let unit = setting.unit.map(|u| format!(" of {u}")).unwrap_or_default();
        let hit = hit(
            &NUMBER_MALFORMED,
            "This setting takes a number without a unit.",
            format!("Write a whole number{unit}."),
        );
        let instead = mebibytes(setting, text).map(|n| (n, Safety::Review));
        return Some(Hit { instead, ..hit });
    };
    range(setting, number)
}

fn range(setting: &Setting, number: f64) -> Option<Hit> {
    let limit = |limit: Option<&'static str>| limit.and_then(|l| Some((l, l.parse::<f64>().ok()?)));
    let (min, max) = (limit(setting.min), limit(setting.max));
    let low = min.filter(|(_, min)| number < *min);
    let high = max.filter(|(_, max)| number > *max);
    let (text, _) = low.or(high)?;
    let range = match (setting.min, setting.max) {
        (Some(min), Some(max)) => format!("from {min} to {max}"),
        (Some(min), None) => format!("of {min} or more"),
        _ => format!("up to {text}"),
    };
    let hit = hit(
        &NUMBER_OUT_OF_RANGE,
        format!("This setting takes numbers {range}."),
        format!("Write {text}."),
    );
    // The other limits may only cut the value.
    let severity =
        if setting.name.ends_with("_DB_POOL") { Severity::Error } else { Severity::Warning };
    Some(Hit { severity, instead: Some((text.to_owned(), Safety::Review)), ..hit })
}

fn size(setting: &Setting, text: &str) -> Option<Hit> {
    let min = gigabytes(setting.min?)?;
    let number = gigabytes(text).filter(|n| *n < min)?;
    let hit = hit(
        &NUMBER_OUT_OF_RANGE,
        format!("This setting takes sizes of {} or more.", setting.min?),
        format!("Write {}.", setting.min?),
    );
    (number >= 0.0).then_some(Hit { severity: Severity::Warning, ..hit })
}

fn gigabytes(text: &str) -> Option<f64> {
    let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let number: f64 = text.get(..end)?.trim().parse().ok()?;
    let factor = match text.get(end..)?.to_ascii_lowercase().as_str() {
        "kb" | "k" | "kib" => 1e-6,
        "mb" | "m" | "mib" => 1e-3,
        "gb" | "g" | "gib" => 1.0,
        "tb" | "t" | "tib" => 1e3,
        _ => return None,
    };
    Some(number * factor)
}

/// `2Gi` in MiB.
fn mebibytes(setting: &Setting, text: &str) -> Option<String> {
    if setting.unit != Some("MiB") {
        return None;
    }
    let end = text.find(|c: char| c.is_ascii_alphabetic())?;
    let number: u64 = text.get(..end)?.trim().parse().ok()?;
    match text.get(end..)? {
        "Mi" | "M" | "MB" | "MiB" | "m" => Some(number.to_string()),
        "Gi" | "G" | "GB" | "GiB" | "g" => Some((number.checked_mul(1024)?).to_string()),
        _ => None,
    }
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
