//! The numbers of ports.

use crate::kinds::helm_overrides::facts::Facts;

/// The file's number at a key, else the chart's.
pub(super) fn port(facts: &Facts<'_>, key: &str) -> Option<f64> {
    match facts.key(key) {
        Some(value) if !value.is_null() => {
            value.as_number().or_else(|| value.as_str().and_then(|t| t.parse().ok()))
        }
        Some(_) => None,
        None => facts.default(key)?.split(' ').next()?.parse().ok(),
    }
}
