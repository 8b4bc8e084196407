//! Words that TFE does not take.

use text::{Vocabulary, short};

use super::form::{Hit, hit, judged, say};
use crate::base::finding::{Finding, Safety, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::VALUE_NOT_ALLOWED;
use crate::knowledge::{Form, Setting};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (given, setting) in judged(facts).filter(|(_, setting)| setting.form == Form::Enum) {
        let wrong = one_of(setting, given.text.trim());
        found.extend(wrong.map(|hit| say(facts, &given, hit)));
    }
    found
}

fn one_of(setting: &Setting, text: &str) -> Option<Hit> {
    let same = |v: &&&str| **v == text || setting.any_case && v.eq_ignore_ascii_case(text);
    if setting.values.is_empty() || setting.values.iter().any(|v| same(&v)) {
        return None;
    }
    let words: Vec<String> =
        setting.values.iter().filter(|v| !v.is_empty()).map(|v| format!("`{v}`")).collect();
    // Another word, however near by its letters, means something else.
    let slip = || Vocabulary::new(setting.values.iter().copied()).slip(text);
    let near = alias(setting, text).or_else(slip);
    let mut action = format!("Write {}.", words.join(" or "));
    if near == Some("") {
        action = format!("Leave it out for both, or write {}.", words.join(" or "));
    }
    let hit = hit(
        &VALUE_NOT_ALLOWED,
        format!("`{}` is not a value that TFE accepts.", short(text)),
        action,
    );
    // Amazon knows it; TFE does not document it.
    let severity = if text == "aws:kms:dsse" { Severity::Warning } else { Severity::Error };
    let safety = if near == Some("") { Safety::Review } else { Safety::Safe };
    let instead = near.filter(|_| severity == Severity::Error).map(|v| (v.to_owned(), safety));
    Some(Hit { severity, instead, ..hit })
}

/// Other names of the same thing.
fn alias(setting: &Setting, text: &str) -> Option<&'static str> {
    let plain: String =
        text.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
    let meant = match (setting.name, plain.as_str()) {
        // The word of the old Replicated installation for both, which TFE takes where nothing is set.
        ("TFE_TLS_VERSION", "tls12tls13" | "tls12andtls13" | "both" | "all" | "any") => "",
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
