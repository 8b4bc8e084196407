//! The values that literals stand for.

use text::Span;

use crate::lexer::is_double_quote;
use crate::token::{Tok, TokenKind};

/// How texts are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// HashiCorp's configuration language, version 1.
    #[default]
    Hcl,
    /// JSON, as Vault's own lenient reader takes it.
    Json,
}

/// The value of a key, label or text; `None` where Vault crashes on it.
pub(crate) fn text_of(text: &str, kind: TokenKind, span: Span, mode: Mode) -> Option<String> {
    let raw = span.of(text);
    match kind {
        TokenKind::String => unquote(raw, mode),
        TokenKind::Heredoc => Some(heredoc(&raw.replace("\r\n", "\n"))),
        TokenKind::Null => Some(String::new()),
        _ => Some(raw.to_owned()),
    }
}

pub(crate) fn key_of(text: &str, key: Tok, mode: Mode) -> Option<String> {
    text_of(text, key.kind, key.span(), mode)
}

fn unquote(raw: &str, mode: Mode) -> Option<String> {
    let quoted = raw.strip_prefix('"').and_then(|r| r.strip_suffix('"'));
    let Some(content) = quoted.filter(|_| raw.len() >= 2) else {
        return Some(repaired(raw));
    };
    if !content.contains(['\\', '\r']) && (mode == Mode::Json || !content.contains("${")) {
        return Some(content.to_owned());
    }
    match mode {
        Mode::Hcl => unescape(&content.replace("\r\n", "\n"), mode),
        Mode::Json => unescape(content, mode),
    }
}

/// A text whose quotes are missing or foreign: what stands between them.
fn repaired(raw: &str) -> String {
    let quote = |c: char| matches!(c, '"' | '\'' | '`' | '‘' | '’' | '‚' | '‛' | '´' | '′');
    let quote = |c: char| quote(c) || is_double_quote(c);
    let inner = raw.strip_prefix(quote).unwrap_or(raw);
    inner.strip_suffix(quote).unwrap_or(inner).to_owned()
}

fn unescape(content: &str, mode: Mode) -> Option<String> {
    let mut bytes = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some(c) = rest.chars().next() {
        if mode == Mode::Hcl && rest.starts_with("${") {
            let end = interpolation_end(rest)?;
            bytes.extend_from_slice(rest.get(..end)?.as_bytes());
            rest = rest.get(end..)?;
        } else if c == '\\' {
            rest = escape(rest.get(1..)?, &mut bytes, mode)?;
        } else {
            let end = c.len_utf8();
            bytes.extend_from_slice(rest.get(..end)?.as_bytes());
            rest = rest.get(end..)?;
        }
    }
    Some(go_string(&bytes))
}

/// The `${ ... }` at the start of a text stays as it is. Vault crashes on a U+FFFD in it.
fn interpolation_end(rest: &str) -> Option<usize> {
    let mut braces = 0_usize;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '{' => braces += 1,
            '}' => braces -= 1,
            '\u{fffd}' => return None,
            _ => {}
        }
        if braces == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// One escape, the backslash taken; what follows it is given back.
fn escape<'t>(rest: &'t str, out: &mut Vec<u8>, mode: Mode) -> Option<&'t str> {
    let c = rest.chars().next()?;
    let plain = match c {
        'a' => Some(7),
        'b' => Some(8),
        'f' => Some(12),
        'n' => Some(b'\n'),
        'r' => Some(b'\r'),
        't' => Some(b'\t'),
        'v' => Some(11),
        '\\' | '"' => Some(c as u8),
        _ => None,
    };
    if let Some(byte) = plain {
        out.push(byte);
        return rest.get(1..);
    }
    let (skip, base, digits) = match c {
        '0'..='7' => (0, 8, 3),
        'x' => (1, 16, 2),
        'u' => (1, 16, 4),
        'U' => (1, 16, 8),
        _ => return None,
    };
    let value = u32::from_str_radix(rest.get(skip..skip + digits)?, base).ok()?;
    if matches!(c, 'u' | 'U') {
        out.extend_from_slice(code_point(value, mode)?.encode_utf8(&mut [0; 4]).as_bytes());
    } else {
        out.push(u8::try_from(value).ok()?);
    }
    rest.get(skip + digits..)
}

/// A lone surrogate is U+FFFD in HCL; in JSON mode Go's own unquoting refuses it.
fn code_point(value: u32, mode: Mode) -> Option<char> {
    match value {
        0xd800..=0xdfff if mode == Mode::Hcl => Some('\u{fffd}'),
        _ => char::from_u32(value),
    }
}

/// `\x` can give bytes that are not UTF-8. Go's JSON shows each of them as U+FFFD, and so do we.
fn go_string(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| '\u{fffd}'));
    }
    out
}

/// The lines of a heredoc. With `<<-` the closing line's indentation is taken off every line, if
/// every line has it.
fn heredoc(raw: &str) -> String {
    let Some((head, body)) = raw.split_once('\n') else {
        return String::new();
    };
    let marker = head.trim_start_matches('<').trim_start_matches('-').len();
    let kept = body.len().saturating_sub(marker + 1);
    let body = body.get(..kept).unwrap_or_default();
    if !head.starts_with("<<-") {
        return body.to_owned();
    }
    let indent = body.rsplit('\n').next().unwrap_or_default();
    if body.split('\n').all(|line| line.starts_with(indent)) {
        let lines = body.split('\n').map(|line| line.strip_prefix(indent).unwrap_or(line));
        return lines.collect::<Vec<_>>().join("\n");
    }
    let cut = body.char_indices().next_back().map_or(0, |(at, _)| at);
    body.get(..cut).unwrap_or_default().trim_end_matches([' ', '\t']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hcl(raw: &str) -> Option<String> {
        unquote(raw, Mode::Hcl)
    }

    #[test]
    fn escapes_stand_for_characters() {
        assert_eq!(hcl(r#""a\x41\101\u00e4\U0001F600\n\"""#).unwrap(), "aAAä😀\n\"");
        assert_eq!(hcl(r#""\xc3\xa4 \xff\xfe""#).unwrap(), "ä \u{fffd}\u{fffd}");
        assert_eq!(hcl(r#""\777""#), None, "above \\377");
        assert_eq!(hcl(r#""\U00110000""#), None);
        assert_eq!(hcl(r#""\ud800""#).unwrap(), "\u{fffd}");
        assert_eq!(unquote(r#""\ud800""#, Mode::Json), None);
    }

    #[test]
    fn interpolation_stays_as_written() {
        assert_eq!(hcl(r#""a/${f("\x41")}/${b}\x41""#).unwrap(), r#"a/${f("\x41")}/${b}A"#);
        assert_eq!(hcl("\"${\u{fffd}}\""), None);
        assert_eq!(hcl("\"${a\r\nb}\"").unwrap(), "${a\nb}");
        assert_eq!(unquote(r#""${\x41}""#, Mode::Json).unwrap(), "${A}");
    }

    #[test]
    fn foreign_and_missing_quotes_are_not_part_of_the_text() {
        for raw in ["“a/b”", "'a/b'", "\"a/b", "a/b\"", "a/b"] {
            assert_eq!(hcl(raw).unwrap(), "a/b", "{raw}");
        }
    }

    #[test]
    fn heredocs_lose_the_indentation_of_their_end() {
        assert_eq!(heredoc("<<A\na\n  b\nA\n"), "a\n  b\n");
        assert_eq!(heredoc("<<A\na\n  A\n"), "a\n  ");
        assert_eq!(heredoc("<<-A\n    a\n      b\n    A\n"), "a\n  b\n");
        assert_eq!(heredoc("<<-A\n a\n    b\n    A\n"), " a\n    b\n");
    }
}
