use text::{Edit, EditSet};

use super::{Intent, accept, insert, piece_value, target, with, write};
use crate::document::Document;
use crate::tree::{Kind, Style};
use crate::value::Data;

/// Gives `path` a new scalar (or an empty list or map), in the quotes that the old one had. A path
/// that is not there is inserted, as [`insert`] does with no order.
pub fn set(document: &Document, path: &[&str], data: &Data) -> Option<EditSet> {
    let target = target(document, path)?;
    let Some(found) = target.found else {
        return insert(document, path, data, &[]);
    };
    let style = match &found.value.kind {
        Kind::Scalar(scalar) if scalar.style != Style::Plain => scalar.style,
        Kind::Scalar(_) | Kind::Mapping(_) | Kind::Sequence(_) => write::bare(document),
        Kind::Alias(_) => return None,
    };
    let one_line = !matches!(style, Style::Literal | Style::Folded);
    let style = if one_line { style } else { write::quotes(document) };
    let new = write::scalar(data, style)?;
    let old = found.value.full_span();
    let separator = if old.is_empty() { " " } else { "" };
    let edits = vec![Edit::replace(old, format!("{separator}{new}"))];
    let intent = Intent {
        piece: target.piece,
        value: with(piece_value(document, target.piece)?, path, data)?,
        comments_lost: 0,
    };
    accept(document, edits, &intent)
}
