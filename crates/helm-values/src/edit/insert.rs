use text::{Edit, EditSet, Layout, Span};

use super::{Intent, accept, piece_value, target, with, write};
use crate::document::Document;
use crate::layout::step;
use text::line_start;

use crate::shape::line_end;
use crate::tree::{Entry, Kind, Mapping, NodeId, Style};
use crate::value::Data;

/// Adds an entry that is not there yet, with the maps around it that are missing.
///
/// `order` names the siblings in their usual order: the new entry goes after those that usually
/// come before it; without an order, or where that says nothing, it goes last.
pub fn insert(document: &Document, path: &[&str], data: &Data, order: &[&str]) -> Option<EditSet> {
    let Some(target) = target(document, path) else {
        return into_empty(document, path, data);
    };
    if target.found.is_some() {
        return None;
    }
    let known = (1..path.len()).rev();
    let parent = known.into_iter().find_map(|n| {
        let found = document.find_in(target.root, path.get(..n)?)?;
        Some((n, found.entry.value, Some(found.entry.clone())))
    });
    let (depth, parent, header) = parent.unwrap_or((0, target.root, None));
    let keys = path.get(depth..)?;
    let edit = match (&document.node(parent)?.kind, header) {
        (Kind::Mapping(mapping), _) if mapping.flow && mapping.entries.is_empty() => {
            open_up(document, parent, keys, data)?
        }
        (Kind::Mapping(mapping), _) if mapping.flow => {
            into_flow(document, mapping, parent, keys, data)?
        }
        (Kind::Mapping(mapping), _) => into_block(document, mapping, keys, data, order)?,
        // `env:` alone.
        (Kind::Scalar(scalar), Some(header))
            if scalar.text.is_empty() && scalar.style == Style::Plain =>
        {
            below(document, &header, keys, data)?
        }
        _ => return None,
    };
    let intent = Intent {
        piece: target.piece,
        value: with(piece_value(document, target.piece)?, path, data)?,
        comments_lost: 0,
    };
    accept(document, vec![edit], &intent)
}

/// The first entry of a file without any.
fn into_empty(document: &Document, path: &[&str], data: &Data) -> Option<EditSet> {
    let text = document.text();
    let edit = lines_at(document, text.len(), write::block(document, path, data, 0));
    let value = with(&crate::Value::of(Data::Null), path, data)?;
    let piece = document.pieces().len().checked_sub(1)?;
    accept(document, vec![edit], &Intent { piece, value, comments_lost: 0 })
}

fn into_block(
    document: &Document,
    mapping: &Mapping,
    keys: &[&str],
    data: &Data,
    order: &[&str],
) -> Option<Edit> {
    let text = document.text();
    let first = mapping.entries.first()?;
    let column = first.span.start - line_start(text, first.span.start);
    let rank = |name: &str| order.iter().position(|key| *key == name);
    let new = rank(keys.first()?);
    let before = |entry: &&Entry| {
        new.is_none() || entry.name.as_deref().and_then(rank).is_none_or(|rank| Some(rank) < new)
    };
    let sorted = mapping.entries.iter().rev().find(before);
    let lines = write::block(document, keys, data, column);
    if let (None, Some(start)) = (sorted, first.lines)
        && !comment_above(document, start.start)
    {
        return Some(lines_at(document, start.start, lines));
    }
    let after = sorted.or(mapping.entries.last())?;
    let at = behind(document, after.span.end, column)?;
    Some(lines_at(document, at, lines))
}

/// Where a new line can go after an entry: after its last line and the deeper comments below it.
pub(super) fn behind(document: &Document, end: usize, column: usize) -> Option<usize> {
    let text = document.text();
    let mut at = line_end(text, end);
    let rest = text.get(end..at)?.trim();
    if !(rest.is_empty() || rest.starts_with('#')) {
        return None;
    }
    while at < text.len() {
        let next = line_end(text, at);
        let line = text.get(at..next)?;
        let content = line.trim_start_matches(' ');
        if !(content.starts_with('#') && line.len() - content.len() > column) {
            break;
        }
        at = next;
    }
    Some(at)
}

fn comment_above(document: &Document, start: usize) -> bool {
    let above = document.text().get(..start).unwrap_or_default().trim_end_matches(['\n', '\r']);
    document.comments().iter().any(|c| c.own_line && c.span.end == above.len())
}

/// `{}` becomes lines below its key.
fn open_up(document: &Document, map: NodeId, keys: &[&str], data: &Data) -> Option<Edit> {
    let text = document.text();
    let braces = document.node(map)?;
    let Some(parent) = braces.parent else {
        let lines = write::block(document, keys, data, 0);
        return Some(Edit::replace(braces.span, adapt(document, lines.trim_end())));
    };
    let entries = &document.node(parent)?.as_mapping().filter(|m| !m.flow)?.entries;
    let entry = entries.iter().find(|entry| entry.value == map)?;
    let rest = Span::new(braces.span.end, line_end(text, braces.span.end)).of(text);
    if !rest.trim().is_empty() {
        // A comment after the braces would end up after the last line.
        return below_comment(document, entry, braces.full_span(), keys, data);
    }
    let lines = write::block(document, keys, data, child_column(document, entry));
    let colon = text.get(..braces.full_span().start)?.trim_end().len();
    let span = Span::new(colon, braces.span.end);
    Some(Edit::replace(span, adapt(document, &format!("\n{}", lines.trim_end_matches('\n')))))
}

fn below_comment(
    document: &Document,
    entry: &Entry,
    braces: Span,
    keys: &[&str],
    data: &Data,
) -> Option<Edit> {
    let text = document.text();
    let end = line_end(text, braces.end);
    let comment = Span::new(braces.end, end).of(text).trim();
    let lines = write::block(document, keys, data, child_column(document, entry));
    let new = adapt(document, &format!("{comment}\n{lines}"));
    let new = if text.get(..end)?.ends_with('\n') { new } else { new.trim_end().to_owned() };
    comment.starts_with('#').then(|| Edit::replace(Span::new(braces.start, end), new))
}

/// Below a key that has no value.
fn below(document: &Document, header: &Entry, keys: &[&str], data: &Data) -> Option<Edit> {
    let column = child_column(document, header);
    let own = column - step(document.text());
    let at = behind(document, header.span.end, own)?;
    Some(lines_at(document, at, write::block(document, keys, data, column)))
}

fn child_column(document: &Document, entry: &Entry) -> usize {
    let text = document.text();
    entry.span.start - line_start(text, entry.span.start) + step(text)
}

fn into_flow(
    document: &Document,
    mapping: &Mapping,
    map: NodeId,
    keys: &[&str],
    data: &Data,
) -> Option<Edit> {
    let last = mapping.entries.last()?;
    let mut new = write::scalar(data, write::quotes(document))?;
    for key in keys.iter().skip(1).rev() {
        new = format!("{{{}: {new}}}", write::in_style(key, write::bare(document)));
    }
    let key = write::in_style(keys.first()?, write::bare(document));
    let end = document.node(map)?.span.end;
    let between = Span::new(last.span.end, end).of(document.text());
    let comma = if between.contains(',') { "" } else { ", " };
    let at = last.span.end + between.find(',').map_or(0, |comma| comma + 1);
    let space = if comma.is_empty() { " " } else { "" };
    Some(Edit::insert(at, format!("{comma}{space}{key}: {new}")))
}

/// Whole new lines before the line at `at`, or at the end of the text.
pub(super) fn lines_at(document: &Document, at: usize, lines: String) -> Edit {
    let text = document.text();
    let before = text.get(..at).unwrap_or_default();
    let open = !before.is_empty() && before != "\u{feff}" && !before.ends_with('\n');
    let lines = match open {
        true => format!("\n{}", lines.trim_end_matches('\n')),
        false => lines,
    };
    Edit::insert(at, adapt(document, &lines))
}

pub(super) fn adapt(document: &Document, lines: &str) -> String {
    Layout::of(document.text()).adapt(lines).into_owned()
}
