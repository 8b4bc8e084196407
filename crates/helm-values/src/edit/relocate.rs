use std::sync::Arc;

use text::{Edit, EditSet, Span, line_start};

use super::delete::removal;
use super::insert::{adapt, behind, lines_at};
use super::{Intent, Target, accept, piece_value, target, with, without, write};
use crate::document::Document;
use crate::layout::step;
use crate::map::Map;
use crate::tree::{Entry, Kind, Node, Scalar, Style};
use crate::value::Data;
/// Gives the key at the end of `path` another name, in the quotes it has.
pub fn rename(document: &Document, path: &[&str], name: &str) -> Option<EditSet> {
    let target = target(document, path)?;
    let found = target.found?;
    let (_, parents) = path.split_last()?;
    let new_path: Vec<&str> = parents.iter().copied().chain([name]).collect();
    let old = piece_value(document, target.piece)?;
    if old.at(&new_path).is_some() {
        return None;
    }
    let style = found.key.as_scalar()?.style;
    let edits = vec![Edit::replace(found.key.span, write::in_style(name, style))];
    let data = old.at(path)?.data.clone();
    let value = with(&without(old, path)?, &new_path, &data)?;
    accept(document, edits, &Intent { piece: target.piece, value, comments_lost: 0 })
}

/// Moves the entry at `from` to the path `to`, with the comment on its line. With `as_text` its value, or each value
/// right below it, gets quotes if it is not text yet.
pub fn relocate(document: &Document, from: &[&str], to: &[&str], as_text: bool) -> Option<EditSet> {
    let target = target(document, from)?;
    let found = target.found?;
    let old = piece_value(document, target.piece)?;
    if old.at(to).is_some() {
        return None;
    }
    let (id, mapping) = document.mapping(found.mapping)?;
    let (name, parents) = to.split_last()?;
    let (lines, data) = moved(document, found.entry, name, as_text, &old.at(from)?.data)?;
    let mut edits = removal(document, id, mapping, found.entry)?;
    edits.push(place(document, &target, parents, lines)?);
    let mut value = without(old, from)?;
    let left = from.get(..from.len().checked_sub(1)?)?;
    if mapping.entries.len() == 1 && !left.is_empty() && left != parents {
        value = with(&value, left, &Data::map(Map::new()))?;
    }
    let value = with(&value, to, &data)?;
    accept(document, edits, &Intent { piece: target.piece, value, comments_lost: 0 })
}

/// The entry's lines without their common indentation, under its new name, and the value they have.
fn moved(
    document: &Document,
    entry: &Entry,
    name: &str,
    as_text: bool,
    data: &Data,
) -> Option<(String, Data)> {
    let text = document.text();
    let column = entry.span.start - line_start(text, entry.span.start);
    let key = document.node(entry.key)?;
    let value = document.node(entry.value)?;
    let whole = entry.lines?;
    // A block text that lost its indentation is on the lines below, and would stay there.
    let is_block = |s: &Scalar| matches!(s.style, Style::Literal | Style::Folded);
    if value.as_scalar().is_some_and(|scalar| is_block(scalar) && scalar.text.trim().is_empty()) {
        return None;
    }
    let mut out = write::in_style(name, key.as_scalar()?.style);
    let mut data = data.clone();
    let mut from = key.span.end;
    for span in if as_text { no_texts(document, value, &mut data) } else { Vec::new() } {
        out.push_str(Span::new(from, span.start).of(text));
        out.push_str(&write::in_style(span.of(text), write::quotes(document)));
        from = span.end;
    }
    out.push_str(Span::new(from, whole.end).of(text));
    let mut lines = String::new();
    for (number, line) in out.lines().enumerate() {
        let own = if number == 0 { Some(line) } else { outdent(line, column) };
        lines.push_str(own?);
        lines.push('\n');
    }
    Some((lines, data))
}

/// The places of what is not text, a value or what is right below it; `data` has them as text then.
fn no_texts(document: &Document, value: &Node, data: &mut Data) -> Vec<Span> {
    let text = document.text();
    let plain = |node: &Node| {
        let span = node.full_span();
        let plain = node.as_scalar().is_some_and(|scalar| scalar.style == Style::Plain);
        (plain && !span.is_empty() && node.anchor.is_none()).then_some(span)
    };
    let quote = |node: &Node, data: &mut Data| {
        let other = matches!(data, Data::Number(_) | Data::Bool(_) | Data::Null);
        let span = plain(node).filter(|_| other)?;
        *data = Data::String(span.of(text).into());
        Some(span)
    };
    let (Some(mapping), Data::Map(map)) = (value.as_mapping(), &mut *data) else {
        return quote(value, data).into_iter().collect();
    };
    let map = Arc::make_mut(map);
    let below = mapping.entries.iter().filter_map(|entry| {
        let value = map.get_mut(entry.name.as_deref()?)?;
        quote(document.node(entry.value)?, &mut value.data)
    });
    below.collect()
}

fn outdent(line: &str, column: usize) -> Option<&str> {
    if line.trim().is_empty() {
        return Some("");
    }
    line.get(..column)?.bytes().all(|b| b == b' ').then(|| line.get(column..))?
}

/// Lines in the place of the path `parents`, whose missing maps are made.
fn place(
    document: &Document,
    target: &Target<'_>,
    parents: &[&str],
    lines: String,
) -> Option<Edit> {
    let text = document.text();
    let nearest = (1..=parents.len())
        .rev()
        .find_map(|n| Some((n, document.find_in(target.root, parents.get(..n)?)?)));
    let (depth, map, header) = match nearest {
        Some((n, found)) => (n, found.entry.value, Some(found.entry)),
        None => (0, target.root, None),
    };
    let Room { at, column, opened } = Room::of(document, document.node(map)?, header)?;
    let all = nested(parents.get(depth..)?, &lines, column, step(text));
    match opened {
        // `{}` gives way to the lines below it.
        Some(braces) if Span::new(braces.end, at).of(text).trim().is_empty() => {
            let all = format!("\n{all}");
            let end = if text.get(..at)?.ends_with('\n') { all.as_str() } else { all.trim_end() };
            let start = text.get(..braces.start)?.trim_end().len();
            Some(Edit::replace(Span::new(start, at), adapt(document, end)))
        }
        Some(_) => None,
        None => Some(lines_at(document, at, all)),
    }
}

/// Where a map has room for more entries.
struct Room {
    at: usize,
    column: usize,
    /// The empty braces that are the map now.
    opened: Option<Span>,
}

impl Room {
    /// After the last entry of a map, or below the key of one that is empty; none in braces.
    fn of(document: &Document, node: &Node, header: Option<&Entry>) -> Option<Self> {
        let text = document.text();
        let column_of = |entry: &Entry| entry.span.start - line_start(text, entry.span.start);
        let below = |header: &Entry, opened| {
            let own = column_of(header);
            let at = behind(document, header.span.end, own)?;
            Some(Self { at, column: own + step(text), opened })
        };
        match (&node.kind, header) {
            (Kind::Mapping(mapping), _) if !mapping.flow => {
                let (first, last) = (mapping.entries.first()?, mapping.entries.last()?);
                let column = column_of(first);
                let at = behind(document, last.span.end, column)?;
                Some(Self { at, column, opened: None })
            }
            (Kind::Mapping(mapping), Some(header)) if mapping.entries.is_empty() => {
                below(header, Some(node.full_span()))
            }
            (Kind::Scalar(scalar), Some(header))
                if scalar.text.is_empty() && node.span.is_empty() =>
            {
                below(header, None)
            }
            _ => None,
        }
    }
}

/// Lines below the headers of the maps that are missing above them.
fn nested(missing: &[&str], lines: &str, column: usize, step: usize) -> String {
    let mut all = String::new();
    for (level, key) in missing.iter().enumerate() {
        let key = write::in_style(key, Style::Plain);
        all.push_str(&format!("{}{key}:\n", " ".repeat(column + level * step)));
    }
    let indent = " ".repeat(column + missing.len() * step);
    for line in lines.lines() {
        all.push_str(if line.is_empty() { "" } else { &indent });
        all.push_str(line);
        all.push('\n');
    }
    all
}
