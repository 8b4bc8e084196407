//! Where a value ends on a line, and what is still open there.

use super::names::Says;
use super::{Sep, Word};
use crate::knowledge;

/// What is still open at the end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// The value is complete, but lines that are indented more go on with it.
    Value,
    /// The value is complete, and nothing goes on with it.
    Closed,
    /// The value stands below.
    Below,
    /// A quote.
    Quote(char),
    /// So many brackets.
    Brackets(usize),
    /// A heredoc up to this word.
    Heredoc(String),
    /// The next line goes on: `\` at the end.
    Line,
}

/// The key that a line begins with.
pub(super) fn key(content: &str) -> Option<&str> {
    let bare = content
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '?' | '"' | '\''));
    let end = bare.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))?;
    let (key, rest) = bare.split_at(end);
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    (!key.is_empty() && rest.starts_with([':', '='])).then_some(key)
}

/// How much of the rest of a line is the value, and what is open at its end; `None` where it is not
/// a value that the name speaks of.
pub(super) fn on_line(rest: &str, word: &Word<'_>, says: Says) -> (Option<usize>, Open) {
    let bare = rest.trim_start();
    let lead = rest.len() - bare.len();
    if bare.is_empty() {
        return (Some(rest.len()), Open::Below);
    }
    if bare.starts_with('#') && word.sep != Sep::Equals {
        return (Some(0), Open::Below);
    }
    let tagged = bare.starts_with(['!', '&']);
    let body = if tagged { bare.trim_start_matches(|c: char| !c.is_whitespace()) } else { bare };
    let body = if tagged { body.trim_start() } else { body };
    if body.is_empty() {
        return (Some(rest.len()), Open::Below);
    }
    let at = rest.len() - body.len();
    if let Some(tag) = heredoc(body) {
        return (Some(lead), Open::Heredoc(tag));
    }
    if is_header(body) {
        return (Some(lead), Open::Below);
    }
    if let Some(quote) = word.open {
        // The quote was opened before the name: `"K=C"`.
        return match close(body, quote) {
            Some(end) if is_clean(body.get(end + 1..).unwrap_or("")) => {
                // A key in the same quotes: what is below is its value.
                let key = body.get(..end).is_some_and(|inside| inside.trim_end().ends_with(':'));
                (Some(at + end), if key { Open::Value } else { Open::Closed })
            }
            _ => (Some(rest.len()), Open::Value),
        };
    }
    let quoted = body.strip_prefix('\\').unwrap_or(body);
    if let Some(quote) = quoted.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let skip = body.len() - quoted.len() + 1;
        let inside = body.get(skip..).unwrap_or("");
        return match close_in(inside, quote, skip > 1) {
            Some(end) => {
                let end = at + skip + end + 1;
                after_value(rest, end, Open::Value)
            }
            None => (Some(rest.len()), Open::Quote(quote)),
        };
    }
    if body.starts_with(['[', '{']) && !body.starts_with("{{") {
        if says == Says::OfText {
            return (None, Open::Closed);
        }
        return match balanced(body, 0) {
            Ok(end) => after_value(rest, at + end, Open::Closed),
            Err(depth) => (Some(rest.len()), Open::Brackets(depth)),
        };
    }
    let end = at + plain_end(body, word.sep);
    let value = rest.get(..end).unwrap_or(rest);
    let open = if value.trim_end().ends_with('\\') { Open::Line } else { Open::Value };
    (Some(value.trim_end_matches([' ', '\t', '\\']).len()), open)
}

/// What stands after a complete value belongs to it, too, unless something else clearly begins.
fn after_value(rest: &str, end: usize, open: Open) -> (Option<usize>, Open) {
    let after = rest.get(end..).unwrap_or("");
    if is_clean(after) {
        let ended = after.trim_start().starts_with([',', '}', ']', ')']);
        (Some(end), if ended { Open::Closed } else { open })
    } else {
        (Some(rest.len()), Open::Value)
    }
}

fn is_clean(after: &str) -> bool {
    let bare = after.trim_start();
    let blank = bare.len() < after.len();
    bare.is_empty()
        || bare.starts_with([',', '}', ']', ')', ';', '|'])
        || ["--", "&&", "\\n", "\\\"", "\\"].iter().any(|word| bare.starts_with(word))
        || matches!(bare, "\"" | "'" | "`")
        || blank && (bare.starts_with('#') || key(bare).is_some())
}

/// The word that ends a heredoc.
fn heredoc(body: &str) -> Option<String> {
    let tag = body.strip_prefix("<<")?.trim_start_matches(['-', '~']).trim_start();
    let tag: String = tag
        .trim_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!tag.is_empty()).then_some(tag)
}

/// Whether a value is the head of a block: `|`, `>-`, `|2`.
fn is_header(body: &str) -> bool {
    let rest = body.strip_prefix(['|', '>']);
    rest.is_some_and(|rest| {
        let marks = rest.trim_start_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
        marks.trim().is_empty() || marks.starts_with(" #")
    })
}

/// Where a quote closes.
fn close(body: &str, quote: char) -> Option<usize> {
    close_in(body, quote, false)
}

/// The same where the quotes may be escaped, because all stands in other quotes.
fn close_in(inside: &str, quote: char, escaped: bool) -> Option<usize> {
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if escaped && chars.peek().is_some_and(|(_, next)| *next == quote) => {
                return Some(at + 1);
            }
            '\\' if quote == '"' && !escaped => {
                chars.next();
            }
            c if c == quote => {
                let doubled = quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == quote);
                if !doubled {
                    return Some(at);
                }
                chars.next();
            }
            _ => {}
        }
    }
    None
}

/// Where the brackets of a value are closed; how many are open where they are not.
fn balanced(body: &str, open: usize) -> Result<usize, usize> {
    let mut depth = open;
    let mut quote = None;
    for (at, c) in body.char_indices() {
        match (quote, c) {
            (Some(own), c) => quote = (own != c).then_some(own),
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Ok(at + 1);
                }
            }
            _ => {}
        }
    }
    Err(depth)
}

/// Where a value without quotes ends: before a comment, an option of the command, the next name.
fn plain_end(body: &str, sep: Sep) -> usize {
    for (at, c) in body.char_indices() {
        let rest = body.get(at..).unwrap_or("");
        let ends = match c {
            ' ' | '\t' => {
                let next = rest.trim_start();
                next.starts_with('#')
                    || sep == Sep::Equals
                        && ["--", "&& ", "|| ", "| "].iter().any(|w| next.starts_with(w))
                    || key(next).is_some_and(|k| knowledge::setting(k).is_some())
            }
            ',' => key(rest.trim_start_matches([',', ' '])).is_some(),
            '}' | ']' | ')' => rest.len() > 1 && is_clean(rest) && is_closed(rest),
            '\\' => rest.strip_prefix("\\n").is_some_and(ends_entry),
            _ => false,
        };
        if ends {
            return at;
        }
    }
    body.len()
}

/// So much of a long rest as is looked at.
fn near(rest: &str) -> &str {
    rest.get(..rest.floor_char_boundary(200)).unwrap_or(rest)
}

/// Whether only brackets and what follows them is left.
fn is_closed(rest: &str) -> bool {
    let after = near(rest).trim_start_matches(['}', ']', ')', ' ', '"']);
    after.is_empty() || after.starts_with(',')
}

/// Whether another entry, or nothing, stands after the `\n` of a text in quotes.
fn ends_entry(after: &str) -> bool {
    let bare = near(after).replace("\\n", "\n");
    let bare = bare.trim_start();
    bare.is_empty() || bare.starts_with(['"', '\'']) || key(bare).is_some()
}

/// What is open after one more line, and how much of that line belongs to the value.
pub(super) fn after_line(content: &str, open: &mut Open) -> usize {
    match open {
        Open::Quote(quote) => {
            if let Some(end) = close(content, *quote) {
                let rest = content.get(end + 1..).unwrap_or("");
                *open = Open::Closed;
                return if is_clean(rest) { end + 1 } else { content.len() };
            }
        }
        Open::Brackets(depth) => match balanced(content, *depth) {
            Ok(end) => {
                *open = Open::Closed;
                let rest = content.get(end..).unwrap_or("");
                return if is_clean(rest) { end } else { content.len() };
            }
            Err(now) => *depth = now,
        },
        Open::Line if !content.trim_end().ends_with('\\') => *open = Open::Closed,
        Open::Line | Open::Heredoc(_) | Open::Below | Open::Value | Open::Closed => {}
    }
    content.len()
}
