//! Entries of one map with the same key.

use helm_values::{Duplicate, Entry};
use text::Span;

use crate::kinds::helm_overrides::facts::Facts;

/// The first of these entries and the last one, which counts.
pub(super) struct Repeated<'a> {
    pub duplicate: &'a Duplicate,
    pub dead: &'a Entry,
    /// All but the last one.
    pub all_dead: Vec<&'a Entry>,
    pub kept: &'a Entry,
}

impl<'a> Repeated<'a> {
    /// None where the document does not have them.
    pub(super) fn new(facts: &Facts<'a>, duplicate: &'a Duplicate) -> Option<Self> {
        let map = facts.document.node(duplicate.mapping)?.as_mapping()?;
        let (last, earlier) = duplicate.entries.split_last()?;
        let all_dead: Vec<&Entry> = earlier.iter().filter_map(|at| map.entries.get(*at)).collect();
        let (dead, kept) = (*all_dead.first()?, map.entries.get(*last)?);
        Some(Self { duplicate, dead, all_dead, kept })
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
