//! A word of a command as the program gets it, and the pairs that the argument of `--set` holds.

use helm_values::strvals::SetMode;
use text::Span;

use crate::carry::part::Embedded;
use crate::carry::shell::{EXPRESSION, Filled, IN_QUOTES, fill, variable};
use crate::knowledge;

/// Adds a word without its quotes and escapes. What the shell fills in is unknown.
pub(super) fn unquoted(file: &str, word: Span, into: &mut Embedded) {
    let text = word.of(file);
    let (mut done, mut at) = (0, 0);
    let mut open = None;
    while let Some(next) = text.get(at..).and_then(|t| t.find(['\'', '"', '\\', '$', '`'])) {
        let next = at + next;
        let rest = text.get(next..).unwrap_or("");
        let sign = sign(rest, open);
        let Some(length) = sign.length() else {
            at = next + 1;
            continue;
        };
        into.same(file, Span::new(word.start + done, word.start + next));
        let place = Span::new(word.start + next, word.start + next + length);
        match sign {
            Sign::Escape(letter, _) => into.other(letter, place),
            Sign::Variable(_) => into.unknown(place),
            Sign::Quote(quote) => open = if open.is_some() { None } else { Some(quote) },
            Sign::None => {}
        }
        (done, at) = (next + length, next + length);
    }
    into.same(file, Span::new(word.start + done, word.end));
}

/// Adds a part of a text in quotes that is parted at its blanks: quotes in it are letters.
pub(super) fn parted(file: &str, part: Span, into: &mut Embedded) {
    fill(file, part, IN_QUOTES, |what, place| match what {
        Filled::Same => into.same(file, place),
        Filled::Escape(letter) => into.other(letter, place),
        Filled::Variable => into.unknown(place),
    });
}

/// What a shell makes of a sign.
enum Sign<'t> {
    Quote(char),
    /// A backslash, with what is left of it and its length.
    Escape(&'t str, usize),
    /// A variable or a command of this length.
    Variable(usize),
    None,
}

impl Sign<'_> {
    const fn length(&self) -> Option<usize> {
        match self {
            Self::Quote(_) => Some(1),
            Self::Escape(_, length) | Self::Variable(length) => Some(*length),
            Self::None => None,
        }
    }
}

/// The sign that a text begins with, inside of quotes or outside.
fn sign(rest: &str, open: Option<char>) -> Sign<'_> {
    let mut letters = rest.chars();
    let (first, second) = (letters.next().unwrap_or(' '), letters.next());
    match (first, open) {
        _ if rest.starts_with(EXPRESSION) => variable(rest).map_or(Sign::None, Sign::Variable),
        ('\'', Some('\'')) | ('"', Some('"')) | ('\'' | '"', None) => Sign::Quote(first),
        (_, Some('\'')) => Sign::None,
        ('\\', _) => escape(rest, second, open.is_some()),
        ('$' | '`', _) => variable(rest).map_or(Sign::None, Sign::Variable),
        _ => Sign::None,
    }
}

/// In double quotes a backslash is one, except before the signs that mean something there.
fn escape(rest: &str, second: Option<char>, quoted: bool) -> Sign<'_> {
    let Some(second) = second else { return Sign::None };
    let end = 1 + second.len_utf8();
    match second {
        '\n' => Sign::Escape("", end),
        '$' | '`' | '"' | '\\' => Sign::Escape(rest.get(1..end).unwrap_or(""), end),
        _ if quoted => Sign::None,
        _ => Sign::Escape(rest.get(1..end).unwrap_or(""), end),
    }
}

/// A pair of an argument: its place, and that of its `=`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub span: Span,
    pub equals: Option<usize>,
}

/// The pairs of an argument. A comma begins a new one where a key of the chart or a path follows it;
/// elsewhere it may belong to a value, and Helm's reader says what becomes of it.
pub(super) fn pairs(line: &str, mode: SetMode) -> Vec<Pair> {
    let whole = || Pair { span: Span::new(0, line.len()), equals: line.find('=') };
    match mode {
        SetMode::Json if line.trim_start().starts_with('{') => {
            return vec![Pair { equals: Some(line.len()), ..whole() }];
        }
        SetMode::Json | SetMode::Literal => return vec![whole()],
        SetMode::Typed | SetMode::Text | SetMode::File => {}
    }
    let mut all = Vec::new();
    let (mut start, mut depth) = (0, 0usize);
    let mut letters = line.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => {
                letters.next();
            }
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && begins_pair(line.get(at + 1..).unwrap_or("")) => {
                all.push(pair(line, start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    all.push(pair(line, start, line.len()));
    all
}

fn pair(line: &str, start: usize, end: usize) -> Pair {
    let span = Span::new(start, end);
    Pair { span, equals: span.of(line).find('=').map(|at| start + at) }
}

/// Whether a name of the values and its `=` follow.
fn begins_pair(rest: &str) -> bool {
    let end = rest.find(['=', ',', '{', '"', ' ']).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let top = name.split(['.', '[']).next().unwrap_or("");
    let path = name.len() > top.len() && name.starts_with(|c: char| c.is_ascii_alphabetic());
    after.starts_with('=') && (path || knowledge::chart_key(top).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carry::part::Form;

    fn read(word: &str) -> String {
        let mut line = Embedded::new("", Form::Made);
        unquoted(word, Span::new(0, word.len()), &mut line);
        line.text
    }

    #[test]
    fn a_word_loses_its_quotes_and_escapes() {
        assert_eq!(read(r"a\.b=c"), "a.b=c");
        assert_eq!(read(r"a\\.b=c"), r"a\.b=c");
        assert_eq!(read(r#""a\.b=c d""#), r"a\.b=c d");
        assert_eq!(read(r#"a="b c"'d "e'"#), "a=b cd \"e");
        assert_eq!(read(r"'a\.b=$x'"), r"a\.b=$x");
        assert_eq!(read("a=\"$X\",b=${Y}$(c d)"), "a=${…},b=${…}${…}");
        assert_eq!(read("a='it'\\''s'"), "a=it's");
        assert_eq!(read("a='${{ secrets.B }}'c"), "a=${…}c");
    }

    #[test]
    fn a_comma_begins_a_pair_before_a_name() {
        let names = |line: &str| -> Vec<String> {
            let all = pairs(line, SetMode::Typed);
            all.iter().map(|p| p.span.of(line).to_owned()).collect()
        };
        assert_eq!(names("replicaCount=1,image.tag=2"), ["replicaCount=1", "image.tag=2"]);
        assert_eq!(names("a.b={x,c.d=1},tls=2"), ["a.b={x,c.d=1}", "tls=2"]);
        assert_eq!(names("a.b=sslmode=require,foo=1"), ["a.b=sslmode=require,foo=1"]);
        assert_eq!(names("a.b=10.0.0.0/8,10.1.0.0/16"), ["a.b=10.0.0.0/8,10.1.0.0/16"]);
        assert_eq!(names(r"a.b=1\,c.d=2"), [r"a.b=1\,c.d=2"]);
        assert_eq!(pairs("a.b=1,c.d=2", SetMode::Literal).len(), 1);
    }
}
