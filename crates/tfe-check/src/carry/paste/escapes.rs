//! Characters that stand as escapes: those of a web page, and those of a string.

use text::Span;

use super::{Layer, Look, Wrapping};
use crate::carry::signs;

/// Entities of HTML and what they stand for. A no-break space is meant as a blank here.
const ENTITIES: [(&str, &str); 17] = [
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#x22;", "\""),
    ("&ldquo;", "\""),
    ("&rdquo;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&apos;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
    ("&#38;", "&"),
    ("&nbsp;", " "),
    ("&#160;", " "),
    ("&#123;", "{"),
    ("&#125;", "}"),
    ("&#10;", "\n"),
];

/// Tags that come along when the source of a page is copied; those at which a line ends first.
const TAGS: [(&str, &str); 12] = [
    ("br", "\n"),
    ("br/", "\n"),
    ("br /", "\n"),
    ("/p", "\n"),
    ("/div", "\n"),
    ("p", ""),
    ("div", ""),
    ("pre", ""),
    ("/pre", ""),
    ("code", ""),
    ("/code", ""),
    ("/span", ""),
];

/// Entities, and tags where there are some.
pub(super) fn html(text: &str, _: Look) -> Option<Layer> {
    if !text.contains(['&', '<']) {
        return None;
    }
    let mut inner = String::with_capacity(text.len());
    let (mut first, mut count, mut at) = (None, 0, 0);
    let mut sure = false;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['&', '<'])).map(|f| at + f) {
        inner.push_str(text.get(at..found).unwrap_or_default());
        let rest = text.get(found..).unwrap_or_default();
        let (length, stands_for) = match mark(rest) {
            Some(mark) => {
                first.get_or_insert(Span::new(found, found + mark.0));
                count += 1;
                let before = text.get(..found).unwrap_or_default();
                sure |= rest.starts_with("&quot;") && before.ends_with(": ");
                mark
            }
            None => (1, rest.get(..1).unwrap_or_default()),
        };
        inner.push_str(stands_for);
        at = found + length;
    }
    inner.push_str(text.get(at..).unwrap_or_default());
    Some(Layer { wrapping: Wrapping::Html, at: first?, count, inner: Some(inner), sure })
}

/// Quoted-printable: `=3D` for `=`, and lines cut by a `=` at their end.
pub(super) fn mail(text: &str, _: Look) -> Option<Layer> {
    let at = text.find("=3D")?;
    let count = text.matches("=3D").count();
    let whole = text.replace("=\r\n", "").replace("=\n", "");
    let mut bytes = Vec::with_capacity(whole.len());
    let mut rest = whole.as_str();
    while let Some((before, after)) = rest.split_once('=') {
        bytes.extend_from_slice(before.as_bytes());
        let code = after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(b'='));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes.extend_from_slice(rest.as_bytes());
    let inner = String::from_utf8(bytes).ok()?;
    let at = Span::new(at, at + 3);
    (count > 1).then_some(Layer {
        wrapping: Wrapping::Mail,
        at,
        count,
        inner: Some(inner),
        sure: false,
    })
}

/// How long the entity or tag is with which a text begins, and what it stands for.
fn mark(rest: &str) -> Option<(usize, &'static str)> {
    if let Some((name, plain)) = ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
        return Some((name.len(), plain));
    }
    let inside = rest.strip_prefix('<')?;
    let end = inside.bytes().take(200).position(|b| b == b'>')?;
    let tag = inside.get(..end)?;
    let bare = tag.split_once(' ').filter(|(_, more)| more.contains('=')).map_or(tag, |(t, _)| t);
    let known = TAGS.iter().find(|(name, _)| *name == bare).map(|(_, plain)| *plain);
    let open = (bare == "span" && bare != tag).then_some("");
    known.or(open).map(|plain| (end + 2, plain))
}

/// Every quote is `\"`, or line breaks are `\n`.
pub(super) fn escapes(text: &str, _: Look) -> Option<Layer> {
    let at = text.find('\\')?;
    let quotes = text.matches('"').count();
    let escaped = text.matches("\\\"").count();
    let broken = text.contains("{\\n") || text.contains("{\\r\\n") || text.contains(":\\n");
    let trimmed = text.trim();
    let outer = trimmed.len() > 2 && trimmed.starts_with('"') && trimmed.ends_with('"');
    let plain = quotes - escaped;
    let all_escaped = escaped > 1 && (plain == 0 || plain == 2 && outer);
    if !(all_escaped || broken && escaped == 0) {
        return markdown(text);
    }
    let content = if outer && plain == 2 { trimmed.get(1..trimmed.len() - 1)? } else { text };
    let inner = if all_escaped {
        decoded(content)
    } else {
        content.replace("\\r", "").replace("\\n", "\n").replace("\\t", "  ")
    };
    let count = if all_escaped { escaped } else { text.matches("\\n").count() };
    let span = Span::new(at, at + 2);
    Some(Layer { wrapping: Wrapping::Escapes, at: span, count, inner: Some(inner), sure: true })
}

/// `archivist\_\*`: Markdown's own escapes, in a policy only.
fn markdown(text: &str) -> Option<Layer> {
    let mut first = None;
    let mut count = 0;
    let mut after = text.char_indices().peekable();
    while let Some((at, c)) = after.next() {
        if c != '\\' {
            continue;
        }
        match after.next() {
            Some((_, '_' | '*' | '[' | ']' | '{' | '}' | '#' | '+' | '-' | '.' | '<' | '>')) => {
                first.get_or_insert(Span::new(at, at + 2));
                count += 1;
            }
            _ => return None,
        }
    }
    let inner = text.replace('\\', "");
    let layer = Layer { wrapping: Wrapping::Escapes, at: first?, count, inner: None, sure: false };
    signs::has_rules(&inner).then_some(Layer { inner: Some(inner), ..layer })
}

/// The text that the inside of a JSON or YAML string in double quotes stands for. A line break in
/// it is a blank, as YAML folds long strings.
pub(super) fn decoded(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let folds = written.contains("\\n");
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        if folds && matches!(c, '\n' | '\r') {
            while chars.next_if(|c| c.is_whitespace()).is_some() {}
            out.push(' ');
            continue;
        }
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('r') | None => {}
            Some('t') => out.push('\t'),
            Some('u') => {
                let code: String =
                    (0..4).filter_map(|_| chars.next_if(char::is_ascii_hexdigit)).collect();
                out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            // A long YAML string goes on behind the indentation of the next line.
            Some('\n' | '\r') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
            Some(other) => out.push(other),
        }
    }
    out
}
