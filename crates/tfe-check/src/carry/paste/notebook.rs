//! The cells of a Jupyter notebook: JSON with lists of the lines of each cell.

use text::Span;

use super::fence::joined;
use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use super::strings;
use crate::carry::part::{Embedded, Escape};

/// Whether a text is a notebook.
pub(crate) fn is_notebook(text: &str) -> bool {
    text.trim_start().starts_with('{') && text.contains("\"cells\"") && text.contains("\"source\"")
}

pub(super) fn notebook(text: &str, search: Search<'_>) -> Option<Layer> {
    let cells = is_notebook(text).then(|| cells(text))?;
    let count = cells.len();
    let inner = search.readable(joined(cells, search))?;
    let at = Span::at(text.find('{')?);
    Some(Layer { wrapping: Wrapping::Json, at, count, inner, sure: true })
}

/// The texts of all cells.
fn cells(text: &str) -> Vec<Embedded> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("\"source\"")) {
        at += found + "\"source\"".len();
        let mut cell = new(Some(""), Escape::Json { breaks: true });
        at = lines(text, at, &mut cell);
        if !cell.text.is_empty() {
            if !cell.text.ends_with('\n') {
                cell.frame("\n", Span::at(at));
            }
            all.push(cell);
        }
    }
    all
}

/// Adds the lines of a cell, which is one string or a list of strings. Gives where it ends.
fn lines(text: &str, from: usize, cell: &mut Embedded) -> usize {
    let mut at = from;
    let start = text.get(from..).unwrap_or_default();
    let list = start.trim_start_matches([':', ' ', '\n']).starts_with('[');
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match c {
            '"' => {
                let end = string_end(text, at + 1);
                // `%%writefile tfe.hcl` is for the notebook.
                let is_magic = list && cell.text.is_empty();
                if !(is_magic && text.get(at + 1..).is_some_and(|rest| rest.starts_with("%%"))) {
                    strings::decode(text, Span::new(at + 1, end), cell);
                }
                at = (end + 1).min(text.len());
            }
            ']' | '}' => break,
            _ => at += c.len_utf8(),
        }
        let behind = text.get(at..).unwrap_or_default().trim_start();
        // One string only: its name follows, or the cell ends.
        if c == '"' && !list || behind.is_empty() {
            break;
        }
    }
    at
}

/// Where the quote is that closes a string.
fn string_end(text: &str, from: usize) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    text.len()
}
