//! Numbers and sizes that are too small or too great.

use super::form::{Hit, hit, judged, say};
use crate::base::finding::{Finding, Safety, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::NUMBER_OUT_OF_RANGE;
use crate::knowledge::{Form, Setting};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (given, setting) in judged(facts) {
        let text = given.text.trim();
        let wrong = match setting.form {
            Form::Int => text.parse().ok().and_then(|number| range(setting, number)),
            Form::Size => size(setting, text),
            _ => None,
        };
        found.extend(wrong.map(|hit| say(facts, &given, hit)));
    }
    found
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
