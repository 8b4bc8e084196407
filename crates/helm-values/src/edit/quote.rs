use text::{Edit, EditSet, Span};

use super::{Intent, accept, piece_value, target, with, write};
use crate::document::Document;
use crate::shape::line_end;
use crate::tree::{Node, Style};
use crate::value::Data;

/// Puts quotes around a value, so that Helm takes the characters as they are written for text:
/// `1000000`, `yes`, `!secret` and `&foo` stay what they look like.
pub fn quote(document: &Document, path: &[&str]) -> Option<EditSet> {
    let target = target(document, path)?;
    let value = target.found?.value;
    let span = value.full_span();
    let plain = value.as_scalar().is_none_or(|scalar| scalar.style == Style::Plain);
    if !plain || span.is_empty() || value.as_mapping().is_some() || value.as_sequence().is_some() {
        return None;
    }
    put_quotes(document, path, target.piece, span, 0)
}

/// Puts quotes around a value and what YAML takes for a comment after it (`#secret`, `pass #1`).
pub fn quote_with_comment(document: &Document, path: &[&str]) -> Option<EditSet> {
    let target = target(document, path)?;
    let value = target.found?.value;
    let comment = comment_behind(document, value)?;
    let start = if value.full_span().is_empty() { comment.start } else { value.full_span().start };
    let plain = value.as_scalar().is_some_and(|scalar| scalar.style == Style::Plain);
    plain.then(|| put_quotes(document, path, target.piece, Span::new(start, comment.end), 1))?
}

fn comment_behind(document: &Document, value: &Node) -> Option<Span> {
    let end = line_end(document.text(), value.full_span().end);
    let line = Span::new(value.full_span().end, end);
    document.comments().iter().map(|c| c.span).find(|span| line.contains(*span))
}

fn put_quotes(
    document: &Document,
    path: &[&str],
    piece: usize,
    span: Span,
    comments_lost: usize,
) -> Option<EditSet> {
    let raw = span.of(document.text()).trim_end();
    if raw.contains(['\n', '\r']) {
        return None;
    }
    let quotes = if raw.contains(['"', '\\']) { Style::Single } else { write::quotes(document) };
    let span = Span::new(span.start, span.start + raw.len());
    let edits = vec![Edit::replace(span, write::in_style(raw, quotes))];
    let data = Data::String(raw.into());
    let intent =
        Intent { piece, value: with(piece_value(document, piece)?, path, &data)?, comments_lost };
    accept(document, edits, &intent)
}
