//! Cells of a table that is written with commas: a text of several lines is in quotes there, and its own quotes are
//! written twice.

use text::Span;

use super::fence::is_fence;
use super::layer::{Layer, Wrapping, new};
use super::lines::MARKS;
use super::search::Search;
use crate::carry::line::lines_of;
use crate::carry::part::{Embedded, Escape};

/// What is between two cells.
const BETWEEN: [char; 3] = [',', ';', '\t'];

/// A shorter cell holds no text.
const SHORTEST: usize = 12;

/// The cells of a table whose lines have no numbers before them: those are taken away first.
pub(super) fn table(text: &str, search: Search<'_>) -> Option<Layer> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let number = first.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < first.len() && !number.starts_with([',', ';']);
    if numbered { None } else { cells(text, search) }
}

/// The texts in the cells of a table, or the one whose lines are the table's.
pub(super) fn cells(text: &str, search: Search<'_>) -> Option<Layer> {
    if !text.contains('"') || !text.contains(BETWEEN) && !text.contains("\"\"") {
        return None;
    }
    let cells = quoted(text);
    // A line of a text holds no text.
    let is_whole = |cell: &str| cell.contains('\n') || cell.contains("\"\"") && cell.contains('}');
    let holds = |cell: &&Span| cell.len() > SHORTEST && is_whole(cell.of(text));
    let texts = match is_column(text, &cells) {
        true => vec![column(text, &cells)],
        false => cells.iter().filter(holds).map(|cell| one(text, *cell)).collect(),
    };
    // In a code block a table has the place of its block.
    let first = cells.first()?.start;
    if lines_of(text).take_while(|line| line.start < first).any(|line| is_fence(line.content)) {
        return None;
    }
    let inner = search.readable(texts)?;
    let at = inner.first()?.outer_span(Span::at(0));
    Some(Layer { wrapping: Wrapping::Cells, at, count: inner.len(), inner, sure: true })
}

/// The insides of all cells that are in quotes. What is before a cell on its line are other cells, and no marks or
/// numbers.
fn quoted(text: &str) -> Vec<Span> {
    let mut all = Vec::new();
    let (mut at, mut before) = (0, '\n');
    let mut is_row = true;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let begins = before == '\n' || BETWEEN.contains(&before);
        if c == '"' && begins && is_row {
            let end = end(text, at + 1);
            let behind = text.get(end + 1..).unwrap_or_default();
            if behind.is_empty() || behind.starts_with(BETWEEN) || behind.starts_with(['\n', '\r'])
            {
                all.push(Span::new(at + 1, end.min(text.len())));
                (at, before) = (end + 1, c);
                continue;
            }
        }
        is_row = c == '\n' || is_row && !MARKS.contains(&c) && !is_blank_before(before, c);
        before = c;
        at += c.len_utf8();
    }
    all
}

/// Whether a blank is the first sign of a line, or follows another.
fn is_blank_before(before: char, c: char) -> bool {
    c == ' ' && matches!(before, '\n' | ' ') || c == '\t' && before == '\n'
}

/// Where the quote is that ends a cell.
fn end(text: &str, from: usize) -> usize {
    let mut bytes = text.bytes().enumerate().skip(from).peekable();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'"' && bytes.next_if(|(_, next)| *next == b'"').is_none() {
            return at;
        }
    }
    text.len()
}

/// The text of a cell.
fn one(text: &str, cell: Span) -> Embedded {
    let mut into = new(Some(""), Escape::Cell);
    add(text, cell, &mut into);
    into
}

/// Whether each line of a file is one cell: a text that was put into a column.
fn is_column(text: &str, cells: &[Span]) -> bool {
    let filled = lines_of(text).filter(|line| !line.is_blank());
    let alone = |cell: &Span| !cell.of(text).contains('\n');
    cells.len() > 1
        && cells.iter().all(alone)
        && filled.map(|line| line.start + 1).eq(cells.iter().map(|cell| cell.start))
}

fn column(text: &str, cells: &[Span]) -> Embedded {
    let mut into = new(None, Escape::Cell);
    for cell in cells {
        add(text, *cell, &mut into);
        into.frame("\n", Span::at(cell.end));
    }
    into
}

/// Adds a text whose quotes are written twice.
pub(super) fn add(text: &str, cell: Span, into: &mut Embedded) {
    let mut at = cell.start;
    while let Some(found) = Span::new(at, cell.end).of(text).find("\"\"") {
        into.same(text, Span::new(at, at + found));
        into.other("\"", Span::new(at + found, at + found + 2));
        at += found + 2;
    }
    into.same(text, Span::new(at, cell.end));
}
