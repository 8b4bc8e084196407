//! Where things stand.

use helm_values::Value;
use text::Span;

/// The key of an entry; the value itself where there is no key.
pub(super) fn key(value: &Value) -> Span {
    value.origin.map(|o| o.key.unwrap_or(o.value)).unwrap_or_default()
}

/// The value; the key where nothing is written.
pub(super) fn value(value: &Value) -> Span {
    match value.origin {
        Some(origin) if !origin.value.is_empty() => origin.value,
        _ => key(value),
    }
}
