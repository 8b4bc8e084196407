//! Where things stand.

use helm_values::Value;
use text::Span;

use crate::kinds::helm_overrides::facts::Facts;

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

/// Whether `*name` stands there instead of the value itself.
pub(super) fn is_alias(facts: &Facts<'_>, value: &Value) -> bool {
    let node = value.origin.and_then(|o| Some((facts.document.node(o.node)?, o.value)));
    node.is_some_and(|(node, written)| {
        node.span != written && written.of(facts.text).starts_with('*')
    })
}

/// The place of the value that `*name` stands for.
pub(super) fn anchored(facts: &Facts<'_>, value: &Value) -> Option<Span> {
    let node = value.origin.filter(|_| is_alias(facts, value))?.node;
    Some(facts.document.node(node)?.span)
}

/// Whether a value could be read at all; what stops the reader is reported by another rule.
pub(super) fn is_read(facts: &Facts<'_>, written: &Value) -> bool {
    facts.is_read(value(written))
}
