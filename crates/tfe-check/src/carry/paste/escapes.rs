//! Characters that stand as escapes: those of a web page, and those of a string.

use text::Span;

use super::entities::{entity, escape};
use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use super::strings;
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs;
use crate::carry::signs::source::begins_as_program;

/// Tags that come along when the source of a page is copied; those at which a line ends first.
const TAGS: [(&str, Option<char>); 22] = [
    ("br", Some('\n')),
    ("br/", Some('\n')),
    ("br /", Some('\n')),
    ("/p", Some('\n')),
    ("/div", Some('\n')),
    ("p", None),
    ("div", None),
    ("pre", None),
    ("/pre", None),
    ("code", None),
    ("/code", None),
    ("/span", None),
    ("/h1", Some('\n')),
    ("/h2", Some('\n')),
    ("/li", Some('\n')),
    ("html", None),
    ("/html", None),
    ("body", None),
    ("/body", None),
    ("h1", None),
    ("h2", None),
    ("li", None),
];

/// Entities, and tags where there are some.
pub(super) fn html(text: &str, _: Search<'_>) -> Option<Layer> {
    // A program has tags in the texts that it compares with others.
    if begins_as_program(text) {
        return None;
    }
    if !text.contains(['&', '<']) {
        return None;
    }
    let mut inner = new(begins(text), escape(text));
    let (mut first, mut count, mut at) = (None, 0, 0);
    let mut sure = false;
    while let Some((mark, plain)) = next_mark(text, at) {
        inner.same(text, Span::new(at, mark.start));
        if let Some(plain) = plain {
            inner.other(plain.encode_utf8(&mut [0; 4]), mark);
        }
        first.get_or_insert(mark);
        count += 1;
        let before = text.get(..mark.start).unwrap_or_default();
        sure |= mark.of(text) == "&quot;" && before.ends_with(": ");
        at = mark.end;
    }
    inner.same(text, Span::new(at, text.len()));
    Some(Layer { wrapping: Wrapping::Html, at: first?, count, inner: vec![inner], sure })
}

/// Where tags break the lines, a line break by itself is a blank to a browser: no line can be added.
fn begins(text: &str) -> Option<&'static str> {
    let breaks =
        TAGS.iter().any(|(tag, plain)| plain.is_some() && text.contains(&format!("<{tag}>")));
    if breaks { None } else { Some("") }
}

/// The next entity or tag, and what it is for.
fn next_mark(text: &str, from: usize) -> Option<(Span, Option<char>)> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find(['&', '<'])?;
        if let Some((length, plain)) = mark(text.get(at..)?) {
            return Some((Span::new(at, at + length), plain));
        }
        at += 1;
    }
}

/// Quoted-printable: `=3D` for `=`, and lines cut by a `=` at their end.
pub(super) fn mail(text: &str, _: Search<'_>) -> Option<Layer> {
    // A mail without such a character has lines that are cut.
    let cut_line = || ["=\n", "=\r\n"].iter().find_map(|end| text.find(end));
    let cut = || text.contains("quoted-printable").then(cut_line)?;
    let at = text.find("=3D").or_else(cut)?;
    let count = text.matches("=3D").count();
    let mut inner = new(Some(""), Escape::Mail);
    let mut done = 0;
    while let Some(found) = text.get(done..).and_then(|t| t.find('=')).map(|n| done + n) {
        inner.same(text, Span::new(done, found));
        done = found + code(text, found, &mut inner)?;
    }
    inner.same(text, Span::new(done, text.len()));
    let at = Span::new(at, at + if count == 0 { 1 } else { 3 });
    let layer = Layer { wrapping: Wrapping::Mail, at, count, inner: vec![inner], sure: false };
    // One code may be a part of an address; the head of a mail, and what a list of capabilities needs, may not.
    let said = || ["quoted-printable", "capabilities =3D"].iter().any(|sign| text.contains(sign));
    (count > 1 || said()).then_some(layer)
}

/// Adds the characters of the codes that begin here, which may go on over lines that are cut. Gives their
/// length; `None` where the bytes are no characters.
fn code(text: &str, at: usize, into: &mut Embedded) -> Option<usize> {
    let mut bytes = Vec::new();
    let (mut end, mut cut) = (at, false);
    while let Some(rest) = text.get(end..).and_then(|t| t.strip_prefix('=')) {
        let digits = rest.get(..2).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        if let Some(byte) = digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            end += 3;
        } else if rest.starts_with('\n') || rest.starts_with("\r\n") {
            cut = true;
            end += if rest.starts_with('\n') { 2 } else { 3 };
        } else {
            break;
        }
    }
    if end == at {
        into.same(text, Span::new(at, at + 1));
        return Some(1);
    }
    let characters = std::str::from_utf8(&bytes).ok()?;
    if !characters.is_empty() || !cut {
        into.other(characters, Span::new(at, end));
    }
    Some(end - at)
}

/// How long the entity or tag is with which a text begins, and what it stands for.
fn mark(rest: &str) -> Option<(usize, Option<char>)> {
    if let Some((length, plain)) = entity(rest) {
        return Some((length, Some(plain)));
    }
    let inside = rest.strip_prefix('<')?;
    let end = inside.bytes().take(200).position(|b| b == b'>')?;
    let tag = inside.get(..end)?;
    let bare = tag.split_once(' ').filter(|(_, more)| more.contains('=')).map_or(tag, |(t, _)| t);
    let known = TAGS.iter().find(|(name, _)| *name == bare).map(|(_, plain)| *plain);
    let open = (bare == "span" && bare != tag).then_some(None);
    known.or(open).map(|plain| (end + 2, plain))
}

/// Every quote is `\"`, or line breaks are `\n`.
pub(super) fn escapes(text: &str, _: Search<'_>) -> Option<Layer> {
    let at = text.find('\\')?;
    let quotes = text.matches('"').count();
    let escaped = text.matches("\\\"").count();
    let broken = text.contains("{\\n") || text.contains("{\\r\\n") || text.contains(":\\n");
    let broken = broken || !text.trim().contains('\n') && text.matches("\\n").nth(2).is_some();
    let start = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let outer = trimmed.len() > 2 && trimmed.starts_with('"') && trimmed.ends_with('"');
    let plain = quotes - escaped;
    let all_escaped = escaped > 1 && (plain == 0 || plain == 2 && outer);
    if !(all_escaped || broken && escaped == 0) {
        return markdown(text);
    }
    let content = match outer && plain == 2 {
        true => Span::new(start + 1, start + trimmed.len() - 1),
        false => Span::new(0, text.len()),
    };
    let (inner, count) = if all_escaped {
        let mut inner = new(Some(""), strings::escape(content.of(text)));
        strings::decode(text, content, &mut inner);
        (inner, escaped)
    } else {
        (breaks(text, content), text.matches("\\n").count())
    };
    let at = Span::new(at, at + 2);
    Some(Layer { wrapping: Wrapping::Escapes, at, count, inner: vec![inner], sure: true })
}

/// Escapes of line breaks and tabs; all else is as it is.
fn breaks(text: &str, content: Span) -> Embedded {
    let mut inner = new(Some(""), Escape::Breaks);
    let mut done = content.start;
    for (at, _) in content.of(text).match_indices('\\') {
        let escape = Span::new(content.start + at, content.start + at + 2);
        let plain = match escape.of(text) {
            "\\n" => "\n",
            "\\t" => "  ",
            "\\r" => "",
            _ => continue,
        };
        inner.same(text, Span::new(done, escape.start));
        if !plain.is_empty() {
            inner.other(plain, escape);
        }
        done = escape.end;
    }
    inner.same(text, Span::new(done, content.end));
    inner
}

/// `archivist\_\*`: Markdown's own escapes, in a policy only.
fn markdown(text: &str) -> Option<Layer> {
    let mut inner = new(Some(""), Escape::Markdown);
    let mut first = None;
    let (mut count, mut done) = (0, 0);
    let mut after = text.char_indices();
    while let Some((at, c)) = after.next() {
        if c != '\\' {
            continue;
        }
        match after.next() {
            Some((_, '_' | '*' | '[' | ']' | '{' | '}' | '#' | '+' | '-' | '.' | '<' | '>')) => {
                first.get_or_insert(Span::new(at, at + 2));
                count += 1;
                inner.same(text, Span::new(done, at));
                inner.other(text.get(at + 1..at + 2)?, Span::new(at, at + 2));
                done = at + 2;
            }
            _ => return None,
        }
    }
    inner.same(text, Span::new(done, text.len()));
    let at = first?;
    let rules = signs::has_rules(&inner.text);
    let inner = vec![inner];
    rules.then_some(Layer { wrapping: Wrapping::Escapes, at, count, inner, sure: false })
}
