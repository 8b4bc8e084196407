//! Numbers with a unit, and what is not a number.

use helm_values::Data;

use super::form::{Hit, hit, judged, say};
use crate::base::finding::{Finding, Safety, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::NUMBER_MALFORMED;
use crate::knowledge::{Form, Setting};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (given, setting) in judged(facts).filter(|(_, setting)| setting.form == Form::Int) {
        let text = given.text.trim();
        let quoted = matches!(given.value.data, Data::String(_));
        let wrong = number(setting, text).or_else(|| computed(setting, text).filter(|_| quoted));
        found.extend(wrong.map(|hit| say(facts, &given, hit)));
    }
    found
}

fn number(setting: &Setting, text: &str) -> Option<Hit> {
    if text.parse::<f64>().is_ok_and(f64::is_finite) {
        return None;
    }
    let hit = hit(&NUMBER_MALFORMED, "This setting takes a number without a unit.", whole(setting));
    let instead = mebibytes(setting, text).map(|n| (n, Safety::Review));
    Some(Hit { instead, ..hit })
}

/// `1e3` in quotes, which Helm does not change.
fn computed(setting: &Setting, text: &str) -> Option<Hit> {
    let number: f64 = text.parse().ok().filter(|_| text.contains(['e', 'E', '.']))?;
    let hit =
        hit(&NUMBER_MALFORMED, "This setting takes a whole number in digits.", whole(setting));
    let digits = (number.fract() == 0.0 && number.abs() < 1e15).then(|| format!("{number:.0}"));
    let instead = digits.map(|digits| (digits, Safety::Review));
    Some(Hit { severity: Severity::Warning, instead, ..hit })
}

fn whole(setting: &Setting) -> String {
    let unit = setting.unit.map(|u| format!(" of {u}")).unwrap_or_default();
    format!("Write a whole number{unit}.")
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
