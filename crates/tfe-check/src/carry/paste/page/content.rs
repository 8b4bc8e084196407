//! What a reader sees of a part of a page: its text without tags, its entities as characters.

use text::Span;

use super::tags::{Ends, Token, element_end, is_one_of, next};
use crate::carry::part::Embedded;
use crate::carry::paste::entities::entity;

/// Elements that are not text, wherever they are.
const LEFT_OUT: [&str; 6] = ["script", "style", "svg", "button", "title", "template"];

/// Elements that begin and end a line of their own.
const LINES: [&str; 24] = [
    "p",
    "div",
    "li",
    "tr",
    "ul",
    "ol",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "main",
    "aside",
    "body",
    "blockquote",
    "dd",
    "dt",
];

/// What in a tag says that its element is next to the text: numbers of lines, marks for programs that read aloud.
const NEXT_TO_TEXT: [&str; 10] = [
    "lineno",
    "line-no",
    "line-num",
    "ln-num",
    "gutter",
    "blob-num",
    "sr-only",
    "aria-hidden=\"true\"",
    "unselectable",
    "user-select:",
];

/// The text of a block, in which line breaks are line breaks.
pub(super) fn of_block(page: &str, place: Span, into: &mut Embedded) {
    // A line break right after the first tag is not seen.
    let own = place.of(page);
    let first = own.len() - own.strip_prefix('\r').unwrap_or(own).len();
    let first = if own.get(first..).is_some_and(|t| t.starts_with('\n')) { first + 1 } else { 0 };
    let place = Span::new(place.start + first, place.end);
    read(page, place, into);
    if !into.text.ends_with('\n') {
        into.frame("\n", Span::at(place.end));
    }
}

/// Adds what is seen of a part of a page.
fn read(page: &str, place: Span, into: &mut Embedded) {
    let inside = page.get(..place.end).unwrap_or(page);
    let mut ends = Ends::default();
    let mut at = place.start;
    while let Some((token, span)) = next(inside, at) {
        at = span.end;
        match token {
            Token::Text => characters(page, behind_break(inside, span), into),
            Token::Raw(raw) => into.same(page, raw),
            Token::Open(name, _) if is_one_of(name, &["br"]) => into.other("\n", span),
            Token::Open(name, rest) if is_left_out(name, rest) => {
                at = ends.of(inside, at, name).unwrap_or(at);
            }
            Token::Open(name, rest) if is_next_to_text(name, rest) => {
                at = element_end(inside, at, name).unwrap_or(at);
            }
            Token::Open(name, _) | Token::Close(name) if is_one_of(name, &LINES) => {
                if !into.text.is_empty() && !into.text.ends_with('\n') {
                    into.other("\n", span);
                }
            }
            Token::Open(..) | Token::Close(_) | Token::Unseen => {}
        }
    }
}

/// A text without the line break of the source that follows a `<br>`.
fn behind_break(page: &str, text: Span) -> Span {
    let before = page.get(..text.start).unwrap_or_default();
    let tag = before.get(before.len().saturating_sub(6)..).unwrap_or_default();
    let own = text.of(page);
    let line = own.strip_prefix("\r\n").or(own.strip_prefix('\n')).unwrap_or(own);
    let is_break = ["<br>", "<br/>", "<br />"].iter().any(|b| tag.ends_with(b));
    if is_break { Span::new(text.end - line.len(), text.end) } else { text }
}

/// Whether an element is not text, wherever it is.
pub(super) fn is_left_out(name: &str, rest: &str) -> bool {
    is_one_of(name, &LEFT_OUT) && !rest.ends_with('/')
}

/// Whether a tag says that its element is next to the text, and not of it.
fn is_next_to_text(name: &str, rest: &str) -> bool {
    let void = rest.ends_with('/') || is_one_of(name, &["img", "input", "hr", "wbr"]);
    !void && NEXT_TO_TEXT.iter().any(|word| rest.contains(word))
}

/// Text with its entities as characters.
fn characters(page: &str, span: Span, into: &mut Embedded) {
    let mut done = span.start;
    while let Some(found) = Span::new(done, span.end).of(page).find('&') {
        let at = done + found;
        into.same(page, Span::new(done, at));
        let Some((length, plain)) = entity(Span::new(at, span.end).of(page)) else {
            into.same(page, Span::new(at, at + 1));
            done = at + 1;
            continue;
        };
        into.other(plain.encode_utf8(&mut [0; 4]), Span::new(at, at + length));
        done = at + length;
    }
    into.same(page, Span::new(done, span.end));
}

/// The rows of a table that shows one line in each, after a cell with its number or with nothing; `None`
/// for any other table.
pub(super) fn of_rows(page: &str, place: Span, into: &mut Embedded) -> Option<()> {
    let inside = page.get(..place.end)?;
    let mut ends = Ends::default();
    let (mut at, mut cells) = (place.start, 0_usize);
    while let Some((token, span)) = next(inside, at) {
        at = span.end;
        match token {
            Token::Open(name, _) if is_one_of(name, &["tr"]) => cells = 0,
            Token::Open(name, _) if is_one_of(name, &["td", "th"]) => {
                cells += 1;
                let end = ends.of(inside, at, name)?;
                let cell = Span::new(at, end);
                match cells {
                    1 if is_number(cell.of(page)) => {}
                    2 => row(page, cell, into),
                    _ => return None,
                }
                at = end;
            }
            _ => {}
        }
    }
    (!into.text.is_empty()).then_some(())
}

/// A cell without the line breaks at its ends, as a line.
fn row(page: &str, cell: Span, into: &mut Embedded) {
    let own = cell.of(page);
    let bare = own.trim_matches(['\n', '\r']);
    let start = cell.start + own.len() - own.trim_start_matches(['\n', '\r']).len();
    read(page, Span::new(start, start + bare.len()), into);
    into.frame("\n", Span::at(cell.end));
}

fn is_number(cell: &str) -> bool {
    let mut at = 0;
    while let Some((token, span)) = next(cell, at) {
        let is_text = token == Token::Text;
        if is_text && !span.of(cell).trim().bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        at = span.end;
    }
    true
}

/// All that is seen of a page outside of its blocks.
pub(super) fn of_the_rest(page: &str, blocks: &[Span], into: &mut Embedded) {
    let mut at = 0;
    for block in blocks.iter().copied().chain([Span::at(page.len())]) {
        read(page, Span::new(at, block.start), into);
        at = block.end;
    }
}
