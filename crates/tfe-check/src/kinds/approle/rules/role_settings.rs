//! Settings of an `AppRole` role, and how they are changed.

use text::{Edit, EditSet};

use crate::base::finding::Fix;
use crate::roles::Setting;
use crate::roles::approle::Role;

/// The period of the role's tokens and its seconds, where they have one.
pub(super) fn period(role: &Role) -> Option<(&Setting, i64)> {
    role.seconds(&["token_period", "period"]).filter(|(_, seconds)| *seconds > 0)
}

/// The setting with which the role's tokens end, however often they are renewed.
pub(super) fn token_end(role: &Role) -> Option<&Setting> {
    role.limit(&["token_explicit_max_ttl", "token_max_ttl"])
}

/// What to do about a token that ends.
pub(super) fn write_a_period(role: &Role) -> String {
    format!("Write {} instead.", role.style.pair("token_period", &role.style.hours(24)))
}

/// Another value, and another key where that is meant.
pub(super) fn with(setting: &Setting, key: &str, value: &str) -> Fix {
    let mut edits = vec![Edit::replace(setting.value_span, value)];
    if setting.key != key {
        edits.push(Edit::replace(setting.key_span, key));
    }
    let edits = EditSet::new(edits).unwrap_or_default();
    Fix::review(format!("Set {key} to {value}"), edits)
}
