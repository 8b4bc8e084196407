use std::sync::Arc;

use text::{Edit, EditSet};

use super::delete::removal;
use super::insert::{behind, lines_at};
use super::{Intent, accept, piece_value};
use crate::document::Document;
use crate::lookup::Duplicate;
use crate::merge::overlay;
use crate::tree::{Entry, Mapping};
use crate::value::{Data, Value};
use text::line_start;

/// Makes one block of two that have the same key: the entries of the earlier one, which Helm never
/// sees, move after those of the last; where both have an entry, the last one's stays.
/// Maps inside are joined in the same way.
pub fn join_duplicates(document: &Document, duplicate: &Duplicate) -> Option<EditSet> {
    let [first, last] = duplicate.entries.as_slice() else {
        return None;
    };
    let (id, outer) = document.mapping(duplicate.mapping)?;
    let (dead, kept) = (outer.entries.get(*first)?, outer.entries.get(*last)?);
    let (_, dead_map) = document.mapping(dead.value).filter(|(_, m)| !m.flow)?;
    let (_, kept_map) = document.mapping(kept.value).filter(|(_, m)| !m.flow)?;
    let mut edits = Vec::new();
    join(document, dead_map, kept_map, &mut edits)?;
    edits.extend(removal(document, id, outer, dead)?);
    let inside = |piece: &crate::Piece| piece.span.contains(dead.span);
    let piece = document.pieces().iter().position(inside)?;
    let value = joined(document, piece, duplicate, dead)?;
    accept(document, edits, &Intent { piece, value, comments_lost: 0 })
}

/// Moves what only the dead block has into the kept one, block by block.
fn join(document: &Document, dead: &Mapping, kept: &Mapping, edits: &mut Vec<Edit>) -> Option<()> {
    let text = document.text();
    let last = kept.entries.last()?;
    let column = last.span.start - line_start(text, last.span.start);
    let mut lines = String::new();
    for entry in &dead.entries {
        let same = |other: &&Entry| other.name.is_some() && other.name == entry.name;
        match kept.entries.iter().rev().find(same) {
            None => lines.push_str(&shifted(text, entry, column)?),
            Some(other) => {
                let maps = (document.mapping(entry.value), document.mapping(other.value));
                if let (Some((_, dead)), Some((_, kept))) = maps {
                    join(document, dead, kept, edits)?;
                }
            }
        }
    }
    if !lines.is_empty() {
        let at = behind(document, last.span.end, column)?;
        edits.push(lines_at(document, at, lines));
    }
    Some(())
}

/// The entry's lines at another column.
fn shifted(text: &str, entry: &Entry, column: usize) -> Option<String> {
    let whole = entry.lines?;
    let own = entry.span.start - line_start(text, entry.span.start);
    let mut out = String::new();
    for line in whole.of(text).lines() {
        let content = line.get(own..).filter(|_| !line.trim().is_empty()).unwrap_or_default();
        if !content.is_empty() {
            out.push_str(&" ".repeat(column));
            out.push_str(content);
        }
        out.push('\n');
    }
    Some(out)
}

fn joined(document: &Document, piece: usize, duplicate: &Duplicate, dead: &Entry) -> Option<Value> {
    let below = document.value_of(dead.value).data;
    let mut value = piece_value(document, piece)?.clone();
    let mut at = &mut value;
    for key in &duplicate.path {
        let Data::Map(map) = &mut at.data else {
            return None;
        };
        at = Arc::make_mut(map).get_mut(key)?;
    }
    let (Data::Map(mut below), Data::Map(above)) = (below, &at.data) else {
        return None;
    };
    overlay(&mut below, above);
    at.data = Data::Map(below);
    Some(value)
}
