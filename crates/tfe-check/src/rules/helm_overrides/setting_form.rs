//! Values that are not written as TFE reads them: booleans, lists of words, numbers, durations.

use text::nearest;

use super::{change, place};
use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::knowledge::{self, Form, Setting};
use crate::overrides::facts::{Facts, Given, is_placeholder};

const DOCS: &str = "TFE docs 2.0.x: deploy/reference/configuration, startup-checks";

static BOOL: Rule = Rule::new("boolean-malformed", Severity::Error, Stage::Start)
    .source(Evidence::Documented, DOCS)
    .fix(Safety::Safe);
static ENUM: Rule = Rule::new("value-not-allowed", Severity::Error, Stage::Start)
    .source(Evidence::Documented, DOCS)
    .fix(Safety::Safe);
static NUMBER: Rule = Rule::new("number-malformed", Severity::Error, Stage::Start)
    .source(Evidence::Documented, DOCS)
    .fix(Safety::Review);
static RANGE: Rule = Rule::new("number-out-of-range", Severity::Error, Stage::Start)
    .source(Evidence::Documented, DOCS)
    .fix(Safety::Review);
static DURATION: Rule = Rule::new("duration-malformed", Severity::Error, Stage::Start)
    .source(Evidence::Documented, DOCS)
    .fix(Safety::Review);

pub(super) static RULES: [&Rule; 5] = [&BOOL, &ENUM, &NUMBER, &RANGE, &DURATION];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for given in facts.settings() {
        let Some(setting) = knowledge::setting(given.name) else { continue };
        let text = given.text.trim();
        if text.is_empty() || is_placeholder(text) || setting.only.is_some() {
            continue;
        }
        let judge = match setting.form {
            Form::Bool => boolean(text),
            Form::Enum => one_of(setting, text),
            Form::Int => number(setting, text),
            Form::Size => size(setting, text),
            Form::Duration => duration(facts, setting, text),
            _ => None,
        };
        out.extend(judge.map(|hit| say(facts, &given, hit)));
    }
}

/// What is wrong and what to write instead.
struct Hit {
    rule: &'static Rule,
    severity: Severity,
    what: String,
    action: String,
    instead: Option<(String, Safety)>,
}

fn hit(rule: &'static Rule, what: impl Into<String>, action: impl Into<String>) -> Hit {
    Hit { rule, severity: rule.severity, what: what.into(), action: action.into(), instead: None }
}

fn boolean(text: &str) -> Option<Hit> {
    if matches!(text, "true" | "false") {
        return None;
    }
    let hit = hit(&BOOL, "This setting takes `true` or `false`.", "Write `true` or `false`.");
    let instead = match text.to_ascii_lowercase().as_str() {
        "1" | "t" | "true" | "yes" | "on" | "y" | "enabled" => Some(("true".to_owned(), Safety::Safe)),
        "0" | "f" | "false" | "no" | "off" | "n" | "disabled" => Some(("false".to_owned(), Safety::Safe)),
        _ => None,
    };
    // What Go takes for a boolean may work, but nobody documents it.
    let go = matches!(text, "1" | "0" | "t" | "f" | "T" | "F" | "TRUE" | "FALSE" | "True" | "False");
    let severity = if go { Severity::Warning } else { Severity::Error };
    Some(Hit { severity, instead, ..hit })
}

fn one_of(setting: &Setting, text: &str) -> Option<Hit> {
    let same = |v: &&&str| **v == text || setting.any_case && v.eq_ignore_ascii_case(text);
    if setting.values.is_empty() || setting.values.iter().any(|v| same(&v)) {
        return None;
    }
    let words: Vec<String> = setting.values.iter().filter(|v| !v.is_empty()).map(|v| format!("`{v}`")).collect();
    let hit = hit(&ENUM, format!("`{}` is none of the values that TFE takes.", short(text)), format!("Write {}.", words.join(" or ")));
    let near = alias(setting, text).or_else(|| nearest(text, setting.values.iter().copied()));
    // Amazon knows it; TFE does not document it.
    let severity = if text == "aws:kms:dsse" { Severity::Warning } else { Severity::Error };
    let instead = near.filter(|_| severity == Severity::Error).map(|v| (v.to_owned(), Safety::Safe));
    Some(Hit { severity, instead, ..hit })
}

/// Other names of the same thing.
fn alias(setting: &Setting, text: &str) -> Option<&'static str> {
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
    let meant = match (setting.name, plain.as_str()) {
        ("TFE_TLS_VERSION", "tlsv12" | "tls12" | "12") => "tls_1_2",
        ("TFE_TLS_VERSION", "tlsv13" | "tls13" | "13") => "tls_1_3",
        ("TFE_OBJECT_STORAGE_S3_SERVER_SIDE_ENCRYPTION", "kms" | "ssekms" | "awskms") => "aws:kms",
        ("TFE_OBJECT_STORAGE_S3_SERVER_SIDE_ENCRYPTION", "aes256" | "sses3") => "AES256",
        ("TFE_OBJECT_STORAGE_TYPE", "gcs" | "gcp") => "google",
        ("TFE_OBJECT_STORAGE_TYPE", "aws" | "minio") => "s3",
        ("TFE_OBJECT_STORAGE_TYPE", "azurerm" | "blob") => "azure",
        ("TFE_OPERATIONAL_MODE", "activeactive") => "active-active",
        ("TFE_LOG_LEVEL", "warning") => "warn",
        _ => return None,
    };
    setting.values.contains(&meant).then_some(meant)
}

fn number(setting: &Setting, text: &str) -> Option<Hit> {
    let Ok(number) = text.parse::<f64>() else {
        let unit = setting.unit.map(|u| format!(" of {u}")).unwrap_or_default();
        let hit = hit(&NUMBER, "This setting takes a number without a unit.", format!("Write a whole number{unit}."));
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
        (Some(min), None) => format!("from {min} on"),
        _ => format!("up to {text}"),
    };
    let hit = hit(&RANGE, format!("This setting takes numbers {range}."), format!("Write {text}."));
    // The other limits may only cut the value.
    let severity = if setting.name.ends_with("_DB_POOL") { Severity::Error } else { Severity::Warning };
    Some(Hit { severity, instead: Some((text.to_owned(), Safety::Review)), ..hit })
}

fn size(setting: &Setting, text: &str) -> Option<Hit> {
    let min = gigabytes(setting.min?)?;
    let number = gigabytes(text).filter(|n| *n < min)?;
    let hit = hit(&RANGE, format!("This setting takes sizes from {} on.", setting.min?), format!("Write {}.", setting.min?));
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
    let hit = hit(&DURATION, "This setting takes a time with its unit, above zero.", "Write it like `5s`.");
    let used = facts.setting("TFE_DATABASE_MONITOR_ENABLED").is_some_and(|g| g.text == "true");
    let severity = if setting.name.contains("MONITOR") && !used { Severity::Warning } else { Severity::Error };
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
        let Some(number) = rest.get(..end).and_then(|n| n.parse::<f64>().ok()) else { return false };
        positive |= number > 0.0;
        rest = rest.get(end..).unwrap_or("");
        let units = ["ns", "us", "µs", "ms", "s", "m", "h"];
        let Some(unit) = units.iter().find(|u| rest.starts_with(**u)) else { return false };
        rest = rest.get(unit.len()..).unwrap_or("");
    }
    positive
}

fn say(facts: &Facts<'_>, given: &Given<'_>, hit: Hit) -> Finding {
    let why = match hit.severity {
        Severity::Error => "The configuration startup check fails, and TFE does not start.",
        _ => "Nobody documents that TFE takes it; the startup check may fail.",
    };
    let found = hit.rule.at(place::value(given.value)).severity(hit.severity).say(hit.what, why, hit.action);
    let fix = hit.instead.and_then(|(text, safety)| {
        let title = format!("Write `{text}`");
        let path = change::path_of(facts, given);
        let edits = change::put(facts, &path, helm_values::Data::String(text))?;
        Some(Fix { title, safety, edits })
    });
    found.fix(fix)
}

fn short(text: &str) -> &str {
    text.get(..text.floor_char_boundary(30)).unwrap_or(text)
}
