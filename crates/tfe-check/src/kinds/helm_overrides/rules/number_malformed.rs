//! Numbers with a unit, and what is not a number.

use super::form::{Hit, hit, judged, say};
use crate::base::finding::{Finding, Safety};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::NUMBER_MALFORMED;
use crate::knowledge::{Form, Setting};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for (given, setting) in judged(facts).filter(|(_, setting)| setting.form == Form::Int) {
        let wrong = number(setting, given.text.trim());
        out.extend(wrong.map(|hit| say(facts, &given, hit)));
    }
}

fn number(setting: &Setting, text: &str) -> Option<Hit> {
    if text.parse::<f64>().is_ok() {
        return None;
    }
    let unit = setting.unit.map(|u| format!(" of {u}")).unwrap_or_default();
    let hit = hit(
        &NUMBER_MALFORMED,
        "This setting takes a number without a unit.",
        format!("Write a whole number{unit}."),
    );
    let instead = mebibytes(setting, text).map(|n| (n, Safety::Review));
    Some(Hit { instead, ..hit })
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
