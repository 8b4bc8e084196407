//! Entries of one map with the same key.

use helm_values::{Duplicate, Entry};
use text::Span;

use crate::kinds::helm_overrides::facts::Facts;

/// The first of these entries and the last one, which counts.
pub(super) struct Repeated<'a> {
    pub duplicate: &'a Duplicate,
    /// The place of the first among the entries of the map.
    pub first: usize,
    pub dead: &'a Entry,
    pub kept: &'a Entry,
}

impl<'a> Repeated<'a> {
    /// None where the document does not have them.
    pub(super) fn new(facts: &Facts<'a>, duplicate: &'a Duplicate) -> Option<Self> {
        let map = facts.document.node(duplicate.mapping)?.as_mapping()?;
        let (last, earlier) = duplicate.entries.split_last()?;
        let first = *earlier.first()?;
        let (dead, kept) = (map.entries.get(first)?, map.entries.get(*last)?);
        Some(Self { duplicate, first, dead, kept })
    }

    /// Whether keys are below one of them.
    pub(super) fn is_block(&self, facts: &Facts<'_>) -> bool {
        let block =
            |e: &Entry| facts.document.node(e.value).is_some_and(|n| n.as_mapping().is_some());
        block(self.dead) || block(self.kept)
    }

    /// The key of both.
    pub(super) fn name(&self) -> &'a str {
        self.kept.name.as_deref().unwrap_or("")
    }
}

/// Where the key of an entry is.
pub(super) fn key(facts: &Facts<'_>, entry: &Entry) -> Span {
    facts.document.node(entry.key).map(|n| n.span).unwrap_or_default()
}
