//! The place of what is said of a whole file.

use text::Span;

/// The first line of a text.
pub(super) fn first_line(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    Span::new(start, start + line.len())
}
