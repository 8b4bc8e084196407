use text::{Edit, EditSet, Span};

use super::{Intent, accept, block, piece_value, target, with, without};
use crate::document::Document;
use crate::lookup::Duplicate;
use crate::map::Map;
use crate::tree::{Entry, Kind, Mapping, NodeId};
use crate::value::Data;

/// Takes the entry at `path` out. The only entry of a block leaves `{}` after: a key without a value
/// would be a null, which deletes the chart's defaults.
pub fn delete(document: &Document, path: &[&str]) -> Option<EditSet> {
    let target = target(document, path)?;
    let found = target.found?;
    let (id, mapping) = document.mapping(found.mapping)?;
    let edits = removal(document, id, mapping, found.entry)?;
    let old = piece_value(document, target.piece)?;
    let mut value = without(old, path)?;
    let parents = path.get(..path.len().checked_sub(1)?)?;
    if mapping.entries.len() == 1 && !parents.is_empty() {
        value = with(&value, parents, &Data::map(Map::new()))?;
    }
    accept(document, edits, &Intent { piece: target.piece, value, comments_lost: 0 })
}

/// Takes entries of a mapping out that do not count, because a later one has the same key: the values
/// stay as they are.
pub fn delete_entries(document: &Document, mapping: NodeId, at: &[usize]) -> Option<EditSet> {
    let (id, map) = document.mapping(mapping)?;
    let entries: Option<Vec<&Entry>> = at.iter().map(|at| map.entries.get(*at)).collect();
    let entries = entries?;
    let mut edits = Vec::new();
    for entry in &entries {
        edits.extend(removal(document, id, map, entry)?);
    }
    if block::are_dead(document, map, &entries) {
        return EditSet::new(edits).ok();
    }
    let first = entries.first()?;
    let inside = |piece: &crate::Piece| piece.span.contains(first.span);
    let piece = document.pieces().iter().position(inside)?;
    let value = piece_value(document, piece)?.bare();
    accept(document, edits, &Intent { piece, value, comments_lost: 0 })
}

/// Takes the last entry of a key that is there more than once out: the one before it counts then.
pub fn delete_last(document: &Document, duplicate: &Duplicate) -> Option<EditSet> {
    let (last, earlier) = duplicate.entries.split_last()?;
    let (id, map) = document.mapping(duplicate.mapping)?;
    let (last, before) = (map.entries.get(*last)?, map.entries.get(*earlier.last()?)?);
    let edits = removal(document, id, map, last)?;
    let inside = |piece: &crate::Piece| piece.span.contains(last.span);
    let piece = document.pieces().iter().position(inside)?;
    let path: Vec<&str> = duplicate.path.iter().map(String::as_str).collect();
    let data = document.value_of(before.value).data;
    let value = with(piece_value(document, piece)?, &path, &data)?;
    accept(document, edits, &Intent { piece, value, comments_lost: 0 })
}

pub(super) fn removal(
    document: &Document,
    id: NodeId,
    mapping: &Mapping,
    entry: &Entry,
) -> Option<Vec<Edit>> {
    if mapping.flow {
        return Some(vec![Edit::delete(flow_span(document, mapping, entry))]);
    }
    let lines = entry.lines?;
    let mut edits = vec![Edit::delete(lines)];
    let parent = document.node(id)?.parent.and_then(|parent| document.node(parent));
    if mapping.entries.len() > 1 {
        return Some(edits);
    }
    match parent.map(|parent| &parent.kind) {
        None => {}
        Some(Kind::Mapping(outer)) => {
            let header = outer.entries.iter().find(|e| e.value == id)?;
            let key = document.node(header.key)?.span;
            let between = Span::new(key.end, lines.start).of(document.text());
            let colon = key.end + between.find(':')? + 1;
            edits.insert(0, Edit::insert(colon, " {}"));
        }
        Some(_) => return None,
    }
    Some(edits)
}

/// The entry with one comma next to it.
fn flow_span(document: &Document, mapping: &Mapping, entry: &Entry) -> Span {
    let at = mapping.entries.iter().position(|e| e.span == entry.span).unwrap_or(0);
    let next = mapping.entries.get(at + 1);
    let before = at.checked_sub(1).and_then(|at| mapping.entries.get(at));
    match (next, before) {
        (Some(next), _) => Span::new(entry.span.start, next.span.start),
        (None, Some(before)) => {
            let between = Span::new(before.span.end, entry.span.start).of(document.text());
            Span::new(before.span.end + between.find(',').unwrap_or(0), entry.span.end)
        }
        (None, None) => entry.span,
    }
}
