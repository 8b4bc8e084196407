//! A line of broken YAML: its content, its key, its comment, and the deeper lines after it.

use text::{Edit, Span};

use text::line_start;

use crate::shape::line_end;

/// The line's content around `at`, without blanks on both sides.
pub(crate) fn content(work: &str, at: usize) -> Span {
    let start = line_start(work, at);
    let line = work.get(start..line_end(work, at)).unwrap_or_default();
    let start = start + line.len() - line.trim_start().len();
    Span::new(start, start + line.trim().len())
}

/// Where the comment at the end of a line's unquoted part begins, or `end`.
pub(crate) fn cut_comment(work: &str, start: usize, end: usize) -> usize {
    let text = work.get(start..end).unwrap_or_default();
    let cut = text.find(" #").or_else(|| text.find("\t#"));
    cut.map_or(end, |cut| start + text.get(..cut).unwrap_or_default().trim_end().len())
}

/// Where a line `NAME:value` lacks the space; none for addresses (`https://`, `host:443`).
pub(crate) fn glued_colon(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
    let glued = !value.is_empty() && !value.starts_with([' ', '\t', '/', ':']);
    let settings = name.starts_with("TFE_") || !value.starts_with(|c: char| c.is_ascii_digit());
    (named && glued && settings).then_some(colon + 1)
}

/// A value in single quotes, in which only the quote itself is special.
pub(crate) fn quoted(span: Span, text: &str) -> Edit {
    let value = span.of(text);
    Edit::replace(span, format!("'{}'", value.replace('\'', "''")))
}

/// Where the colon after a line's key is.
pub(crate) fn key_end(line: &str) -> Option<usize> {
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = match quote {
        Some(quote) => line.get(1..)?.find(quote)? + 2,
        None => 0,
    };
    let rest = line.get(from..)?;
    match rest.find(": ") {
        Some(colon) => Some(from + colon),
        None => rest.ends_with(':').then(|| line.len() - 1),
    }
}

/// The line at `at` and all deeper lines after it; closing brackets right after them too.
pub(crate) fn block(work: &str, at: usize) -> Span {
    let start = line_start(work, work.floor_char_boundary(at));
    let mut end = line_end(work, start);
    let depth = indent(work.get(start..end).unwrap_or_default());
    while end < work.len() {
        let next = line_end(work, end);
        let line = work.get(end..next).unwrap_or_default();
        let content = line.trim();
        let deeper = indent(line) > depth;
        let closes = indent(line) == depth && content.starts_with(['}', ']']);
        if content.is_empty() || !(deeper || closes) {
            break;
        }
        end = next;
    }
    Span::new(start, end)
}

pub(crate) fn indent(line: &str) -> usize {
    line.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count()
}
