//! Entries of one map with the same key.

use helm_values::{Duplicate, Entry, Helm};
use text::Span;

use super::change;
use crate::base::finding::{Fix, Safety};
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};

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

    /// Whether each of those that do not count says the same as the one that does, or nothing.
    pub(super) fn loses_nothing(&self, facts: &Facts<'_>) -> bool {
        let kept = text(facts, self.kept);
        self.all_dead.iter().all(|dead| is_blank(facts, dead) || text(facts, dead) == kept)
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

/// Nothing, null, an empty text or list, or a placeholder: nobody wants that instead of a value.
pub(super) fn is_blank(facts: &Facts<'_>, entry: &Entry) -> bool {
    let written = text(facts, entry).unwrap_or("").trim_matches(['"', '\'']).trim();
    matches!(written, "" | "~" | "null" | "Null" | "NULL" | "[]" | "{}") || is_placeholder(written)
}

pub(super) fn text<'a>(facts: &Facts<'a>, entry: &Entry) -> Option<&'a str> {
    Some(facts.document.node(entry.value)?.span.of(facts.text).trim_end())
}

/// Whether an empty value takes the place of one that is not: the key is given more than once, the
/// last time at this place.
pub(super) fn hides_another(facts: &Facts<'_>, at: Span) -> bool {
    let mut all = facts.duplicates().iter().filter_map(|d| Repeated::new(facts, d));
    all.any(|r| key(facts, r.kept) == at && r.all_dead.iter().any(|dead| !is_blank(facts, dead)))
}

/// Takes those that have no effect out.
pub(super) fn without_the_dead(facts: &Facts<'_>, repeated: &Repeated<'_>) -> Option<Fix> {
    let duplicate = repeated.duplicate;
    let (_, dead) = duplicate.entries.split_last()?;
    let edits = change::remove_entries(facts, duplicate.mapping, dead)?;
    // In a text that Helm cannot read nobody knows yet what belongs together.
    let whole = facts.document.refusal(Helm::V4).is_none();
    let safety = if whole { Safety::Safe } else { Safety::Review };
    let title = match dead.len() {
        1 => "Remove the one that has no effect",
        _ => "Remove those that have no effect",
    };
    Some(Fix { title: title.into(), safety, edits })
}
