//! A change tried in the smallest block around it, where nothing outside of it can be concerned.
//!
//! An entry of a block map is read the same way whether the rest of the file is there or not, as long
//! as it has no anchor or alias, begins at the same column, and is complete in itself. So it is
//! enough to read its own lines before and after.

use std::collections::HashMap;

use text::{Edit, EditSet, Span};

use super::{Intent, comments_kept};
use crate::document::{Document, parse};
use crate::map::Map;
use crate::shared_text::SharedText;
use crate::tree::{Entry, Kind, Mapping, NodeId, Style};
use crate::value::Value;

/// An entry with the keys above it and its lines, the comments below them included.
#[derive(Clone)]
struct Block<'d> {
    path: Vec<&'d str>,
    entry: &'d Entry,
    lines: Span,
}

impl<'d> Block<'d> {
    /// What is to be read for some edits: the entry that they are in, or, for new lines between two
    /// entries, only those.
    fn of(chain: &[Self], edits: &EditSet, document: &Document) -> Option<Self> {
        let innermost = chain.last()?;
        let [Edit { span, insert }] = edits.edits() else { return Some(innermost.clone()) };
        let text = document.text();
        let own = |block: &&Self| {
            let behind = Span::new(span.start, block.lines.end).of(text);
            // Blank lines after a text block may be a part of it.
            let ends =
                behind.is_empty() || says_nothing(behind) && !ends_in_text(document, block.entry);
            block.entry.span.end <= span.start
                && ends
                && column(block.lines.of(text)) == column(insert)
        };
        let above = chain.iter().find(own).filter(|_| span.is_empty());
        let between = above.map(|above| Self { lines: *span, ..above.clone() });
        Some(between.unwrap_or_else(|| innermost.clone()))
    }
}

/// Whether the edits surely do what is intended and nothing else. If not, all of the file has to be
/// read to tell.
pub(super) fn surely(document: &Document, edits: &EditSet, intent: &Intent) -> bool {
    judged(document, edits, intent).unwrap_or(false)
}

fn judged(document: &Document, edits: &EditSet, intent: &Intent) -> Option<bool> {
    let (first, last) = (edits.edits().first()?, edits.edits().last()?);
    let around = Span::new(first.span.start, last.span.end);
    if document.problems().iter().any(|problem| problem.fatal) {
        return None;
    }
    let piece = document.pieces().get(intent.piece)?;
    let text = document.text();
    let chain = chain(document, piece.root?, piece.span.end, around)?;
    let block = Block::of(&chain, edits, document)?;
    let before = block.lines.of(text);
    // Reading nearly all of it twice would take longer than reading all of it once.
    if before.len() > text.len() / 2 {
        return None;
    }
    let after = within(edits, block.lines.start).apply(before).ok()?;
    let open = !after.ends_with('\n') && block.lines.end < text.len();
    let begins = text.get(..block.lines.start)?.ends_with('\n') || after.starts_with('\n');
    let new_lines = before.is_empty();
    if open || new_lines && !begins || !new_lines && column(before) != column(&after) {
        return None;
    }
    let (old, new) = (parse(before), parse(&after));
    let count = |d: &Document| d.problems().len();
    if !is_plain(&old) || !is_plain(&new) || count(&new) > count(&old) {
        return None;
    }
    let name = block.entry.name.as_deref()?;
    let (was, is) = (only(&old)?, only(&new)?);
    let there = piece.value.at(&block.path)?.as_map()?;
    let same_reading = new_lines || was.len() == 1 && was.get(name)?.same(there.get(name)?);
    let kept = comments_kept(&old, &new, intent.comments_lost);
    let name = (!new_lines).then_some(name);
    Some(same_reading && kept && is_intended(&piece.value, &intent.value, &block.path, name, &is))
}

/// Whether nothing reads some entries of a map: of each there is a later one with the same key, it has
/// its lines to itself, and nothing else depends on them.
pub(super) fn are_dead(document: &Document, map: &Mapping, entries: &[&Entry]) -> bool {
    let last: HashMap<&str, usize> =
        map.entries.iter().filter_map(|e| Some((e.name.as_deref()?, e.span.start))).collect();
    let later = |entry: &Entry| {
        let last = entry.name.as_deref().and_then(|name| last.get(name));
        last.is_some_and(|last| *last > entry.span.start)
    };
    !map.flow
        && !document.problems().iter().any(|problem| problem.fatal)
        && entries.iter().all(|entry| later(entry) && is_by_itself(document, entry))
}

/// Whether the lines of an entry hold it and nothing else, and say by themselves what they say there.
fn is_by_itself(document: &Document, entry: &Entry) -> bool {
    let Some(lines) = entry.lines else { return false };
    let text = document.text();
    let begins = text.get(..lines.start).is_some_and(|t| t.is_empty() || t.ends_with('\n'));
    let own = parse(lines.of(text));
    let alone = || {
        only(&own).is_some_and(|map| {
            map.len() == 1 && map.contains_key(entry.name.as_deref().unwrap_or(""))
        })
    };
    begins
        && lines.of(text).ends_with('\n')
        && own.comments().is_empty()
        && is_plain(&own)
        && alone()
}

/// The edits for the part of the text from `start` on.
fn within(edits: &EditSet, start: usize) -> EditSet {
    let moved = |edit: &Edit| {
        let span = Span::new(edit.span.start - start, edit.span.end - start);
        Edit::replace(span, edit.insert.clone())
    };
    EditSet::new(edits.edits().iter().map(moved).collect()).unwrap_or_default()
}

/// Whether a value becomes the intended one if the entry `name` of the map at `path` gives way to `is`;
/// without a name `is` is added.
fn is_intended(old: &Value, intended: &Value, path: &[&str], name: Option<&str>, is: &Map) -> bool {
    let (Some(old), Some(intended)) = (old.as_map(), intended.as_map()) else { return false };
    let others = |but: &str, map: &Map| map.len() - usize::from(map.contains_key(but));
    let unchanged = |but: &str| {
        let same = |(key, value): (&SharedText, &Value)| {
            key == but || old.get(key).is_some_and(|before| before.same(value))
        };
        others(but, old) == others(but, intended) && intended.iter().all(same)
    };
    if let Some((key, rest)) = path.split_first() {
        let below = old.get(key).zip(intended.get(key));
        return unchanged(key)
            && below.is_some_and(|(old, intended)| is_intended(old, intended, rest, name, is));
    }
    // A map that lost its last entry is none any more.
    !intended.is_empty()
        && intended.len() + usize::from(name.is_some()) == old.len() + is.len()
        && is.keys().all(|key| Some(key.as_str()) == name || !old.contains_key(key))
        && intended.iter().all(|(key, value)| match is.get(key) {
            Some(new) => new.same(value),
            None => {
                Some(key.as_str()) != name && old.get(key).is_some_and(|before| before.same(value))
            }
        })
}

/// The entries of block maps that have a place in their lines, from outside to inside.
fn chain(document: &Document, root: NodeId, end: usize, place: Span) -> Option<Vec<Block<'_>>> {
    let mut chain: Vec<Block<'_>> = Vec::new();
    let (mut map, mut end) = (root, end);
    loop {
        let node = document.node(map)?;
        let Kind::Mapping(mapping) = &node.kind else { return Some(chain) };
        if mapping.flow || node.anchor.is_some() || node.tag.is_some() {
            return Some(chain);
        }
        let Some((entry, lines)) = entry_at(mapping, end, place) else { return Some(chain) };
        let mut path = Vec::new();
        if let Some(outer) = chain.last() {
            path.clone_from(&outer.path);
            path.push(outer.entry.name.as_deref()?);
        }
        chain.push(Block { path, entry, lines });
        (map, end) = (entry.value, lines.end);
    }
}

/// The first entry that has a place in its lines, which end where the next one's begin.
fn entry_at(mapping: &Mapping, end: usize, place: Span) -> Option<(&Entry, Span)> {
    let start = |entry: &Entry| entry.lines.map(|lines| lines.start);
    let after = mapping.entries.partition_point(|entry| entry.span.start <= place.start);
    let mut touching = (after.saturating_sub(2)..after).filter_map(|at| {
        let entry = mapping.entries.get(at)?;
        let next = match mapping.entries.get(at + 1) {
            Some(next) => start(next)?,
            None => end,
        };
        let lines = Span::new(start(entry)?, next);
        lines.contains(place).then_some((entry, lines))
    });
    touching.next()
}

/// Whether a text is one document without anything that other places may depend on.
fn is_plain(document: &Document) -> bool {
    let free = document.nodes().all(|(_, node)| {
        let merges = || node.as_mapping().is_some_and(|map| map.entries.iter().any(|e| e.merge));
        node.anchor.is_none() && !matches!(node.kind, Kind::Alias(_)) && !merges()
    });
    document.pieces().len() == 1 && free && !document.problems().iter().any(|p| p.fatal)
}

/// The entries of a text; none where it has no entry any more.
fn only(document: &Document) -> Option<Map> {
    let value = &document.pieces().first()?.value;
    if value.is_null() { Some(Map::new()) } else { value.as_map().cloned() }
}

/// Whether there are only comments and blank lines.
fn says_nothing(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#'))
}

/// Whether the last that an entry has is a text block (`|`, `>`).
fn ends_in_text(document: &Document, entry: &Entry) -> bool {
    let mut at = entry.value;
    while let Some(node) = document.node(at) {
        let last = match &node.kind {
            Kind::Scalar(scalar) => return matches!(scalar.style, Style::Literal | Style::Folded),
            Kind::Mapping(mapping) => mapping.entries.last().map(|entry| entry.value),
            Kind::Sequence(sequence) => sequence.items.last().map(|item| item.value),
            Kind::Alias(_) => None,
        };
        let Some(last) = last else { return false };
        at = last;
    }
    true
}

/// Where the first line that says something begins.
fn column(text: &str) -> Option<usize> {
    let mut lines = text.lines().map(|line| (line, line.trim_start_matches(' ')));
    let (line, content) = lines.find(|(_, c)| !c.trim().is_empty() && !c.starts_with('#'))?;
    Some(line.len() - content.len())
}

#[cfg(test)]
mod tests;
