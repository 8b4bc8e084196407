//! New YAML in the manner of the file.

use crate::layout::step;
use crate::scalar::{Plain, resolve_plain};
use crate::value::{Data, Value};
use crate::{Document, Style};

/// A scalar on one line, in `style` if its text allows that.
pub(super) fn scalar(data: &Data, style: Style) -> Option<String> {
    Some(match data {
        Data::Null => "null".to_owned(),
        Data::Bool(bool) => bool.to_string(),
        Data::Number(number) => crate::json_number(*number),
        Data::String(text) => in_style(text, style),
        Data::List(items) if items.is_empty() => "[]".to_owned(),
        Data::Map(map) if map.is_empty() => "{}".to_owned(),
        Data::List(_) | Data::Map(_) => return None,
    })
}

/// Text that reads back as itself, in `style` if it allows that.
pub fn in_style(text: &str, style: Style) -> String {
    match style {
        Style::Plain if is_plain(text) => text.to_owned(),
        Style::Single
            if !text.contains(['\n', '\r', '\t']) && text.chars().all(|c| !c.is_control()) =>
        {
            format!("'{}'", text.replace('\'', "''"))
        }
        _ => double(text),
    }
}

fn double(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether text can stand without quotes anywhere and stays text.
pub(super) fn is_plain(text: &str) -> bool {
    resolve_plain(text) == Plain::Text(text.into())
        && text
            .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '.' | '+'))
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "/_.+-:@=$%~ ".contains(c))
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
        && text != "<<"
}

/// Lines for `keys` nested into each other with `data` at the end, the first at `column`. Every line
/// ends with `\n`.
pub(super) fn block(document: &Document, keys: &[&str], data: &Data, column: usize) -> String {
    let mut out = String::new();
    nested(&mut out, keys, data, column, step(document.text()), quotes(document));
    out
}

fn nested(out: &mut String, keys: &[&str], data: &Data, column: usize, step: usize, style: Style) {
    let Some((key, rest)) = keys.split_first() else {
        return;
    };
    let indent = " ".repeat(column);
    let key = in_style(key, Style::Plain);
    match (rest.is_empty(), scalar(data, style)) {
        (true, Some(scalar)) => out.push_str(&format!("{indent}{key}: {scalar}\n")),
        (true, None) => {
            out.push_str(&format!("{indent}{key}:\n"));
            children(out, data, column + step, step, style);
        }
        (false, _) => {
            out.push_str(&format!("{indent}{key}:\n"));
            nested(out, rest, data, column + step, step, style);
        }
    }
}

fn children(out: &mut String, data: &Data, column: usize, step: usize, style: Style) {
    match data {
        Data::Map(map) => {
            for (key, value) in map.iter() {
                nested(out, &[key], &value.data, column, step, style);
            }
        }
        Data::List(items) => {
            items.iter().for_each(|item| item_lines(out, item, column, step, style))
        }
        _ => {}
    }
}

fn item_lines(out: &mut String, item: &Value, column: usize, step: usize, style: Style) {
    let indent = " ".repeat(column);
    if let Some(scalar) = scalar(&item.data, style) {
        out.push_str(&format!("{indent}- {scalar}\n"));
        return;
    }
    let mut lines = String::new();
    children(&mut lines, &item.data, column + 2, step, style);
    // The dash takes the place of the first line's last two blanks.
    out.push_str(&format!("{indent}- {}", lines.get(column + 2..).unwrap_or_default()));
}

/// How a text is written that needs no quotes in YAML. JSON has quotes around every text.
pub(super) fn bare(document: &Document) -> Style {
    if document.text().trim_start().starts_with('{') { Style::Double } else { Style::Plain }
}

/// The quotes that the file prefers.
pub(super) fn quotes(document: &Document) -> Style {
    let count = |style: Style| {
        let scalars = document.nodes().filter_map(|(_, node)| node.as_scalar());
        scalars.filter(|scalar| scalar.style == style).count()
    };
    if count(Style::Single) > count(Style::Double) { Style::Single } else { Style::Double }
}
