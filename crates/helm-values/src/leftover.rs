//! `annotations: {}` with lines below it: the empty value of an example was not taken away when the
//! lines were added.

use text::Span;

use crate::line::{content, cut_comment, key_end};
use text::line_start;

/// What stands for nothing.
const EMPTY: [&str; 8] = ["{}", "[]", "\"\"", "''", "null", "Null", "NULL", "~"];

/// A key with its empty value.
pub(crate) struct Leftover {
    /// The key and its value.
    pub(crate) entry: Span,
    /// The value alone.
    pub(crate) value: Span,
    /// The value with the blanks before it.
    pub(crate) gap: Span,
}

/// The key with an empty value that the line at `at` is below, as its first one.
pub(crate) fn above(work: &str, at: usize) -> Option<Leftover> {
    let start = line_start(work, at);
    let child = content(work, at);
    let column = child.start - start;
    let entry = line_with_content(work, start)?;
    let written = entry.of(work);
    let colon = key_end(written)?;
    let end = cut_comment(work, entry.start, entry.end);
    let gap = Span::new(entry.start + colon + 1, end.max(entry.start + colon + 1));
    let blank = gap.of(work).len() - gap.of(work).trim_start().len();
    let value = Span::new(gap.start + blank, gap.end);
    let bare: String = value.of(work).chars().filter(|c| *c != ' ').collect();
    let dashes = written.len() - written.trim_start_matches(['-', ' ']).len();
    let key = entry.start + dashes;
    let key_column = key - line_start(work, entry.start);
    let item = child.of(work).starts_with("- ");
    let below = column > key_column || item && column == key_column;
    let is_entry = item || key_end(child.of(work)).is_some();
    (EMPTY.contains(&bare.as_str()) && below && is_entry).then_some(Leftover {
        entry: Span::new(key, value.end),
        value,
        gap,
    })
}

/// The last line before `start` that is neither blank nor a comment.
fn line_with_content(work: &str, start: usize) -> Option<Span> {
    let mut start = start;
    loop {
        let before = work.get(..start)?.trim_end();
        let line = content(work, before.len().checked_sub(1)?);
        if !line.of(work).starts_with('#') {
            return Some(line);
        }
        start = line_start(work, line.start);
    }
}
