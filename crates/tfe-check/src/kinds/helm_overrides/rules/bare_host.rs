//! Settings that hold a host, and nothing around it.

use helm_values::Data;

use super::change;
use crate::base::finding::{Fix, Safety};
use crate::kinds::helm_overrides::facts::{Facts, Given, is_placeholder};

/// Whether the file shows the host.
pub(super) fn is_known(given: &Given<'_>) -> bool {
    let text = given.text.trim();
    !text.is_empty() && !is_placeholder(text) && !text.contains(['<', '>'])
}

/// An address without `https://` or the like.
pub(super) fn strip_scheme(text: &str) -> &str {
    text.split_once("://").map_or(text, |(_, rest)| rest)
}

/// Writes only the host into a setting.
pub(super) fn write(
    facts: &Facts<'_>,
    given: &Given<'_>,
    bare: &str,
    safety: Safety,
) -> Option<Fix> {
    let path = change::path_of(facts, given);
    let edits = change::put(facts, &path, Data::String(bare.into()))?;
    Some(Fix { title: "Keep only the host".into(), safety, edits })
}
