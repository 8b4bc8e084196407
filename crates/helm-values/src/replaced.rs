//! Letters that only Helm's reader takes where they stand. This one gets others in their places, and
//! the texts get them back.

use text::Span;

use crate::events::Failure;
use crate::tree::Style;

/// What was replaced in a piece, by place.
#[derive(Default)]
pub(crate) struct Replaced {
    /// A `:` of a plain scalar in brackets, before `,` and the like: it is `_` for now.
    colons: Vec<usize>,
    /// The `\` of a `\'` in double quotes, which is a `'` for Helm: it is `\e` for now.
    apostrophes: Vec<usize>,
}

impl Replaced {
    /// Replaces in `work`, where the piece begins at `start`, what the reader stopped at; false if
    /// Helm's reader stops there too.
    pub(crate) fn replace(&mut self, work: &mut String, start: usize, failure: &Failure) -> bool {
        let (places, odd, instead) = match failure.problem {
            "found unexpected ':'" => (&mut self.colons, ":", "_"),
            "found unknown escape character" => (&mut self.apostrophes, "\\'", "\\e"),
            _ => return false,
        };
        let at = start + failure.at;
        let found = work.get(at..at + odd.len()) == Some(odd);
        if found {
            work.replace_range(at..at + odd.len(), instead);
            places.push(failure.at);
        }
        found
    }

    /// The text of a scalar at `all` of the piece, with its letters back.
    pub(crate) fn restored(&self, text: String, all: Span, piece: &str, style: Style) -> String {
        match style {
            Style::Plain if !self.colons.is_empty() => self.with_colons(text, all, piece),
            Style::Double if !self.apostrophes.is_empty() => {
                self.with_apostrophes(text, all, piece)
            }
            _ => text,
        }
    }

    /// Folding of lines changes blanks only: letter for letter from the end, the written text and
    /// the value are the same.
    fn with_colons(&self, text: String, all: Span, piece: &str) -> String {
        let letter = |(_, c): &(usize, char)| !c.is_whitespace();
        let written = all.of(piece).char_indices().rev().filter(letter);
        let value = text.char_indices().rev().filter(letter);
        let places: Vec<usize> = written
            .zip(value)
            .take_while(|((_, written), (_, value))| written == value)
            .filter(|((at, c), _)| *c == '_' && self.colons.contains(&(all.start + at)))
            .map(|(_, (at, _))| at)
            .collect();
        let mut bytes = text.into_bytes();
        for at in places {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = b':';
            }
        }
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Of the escapes that give the stand-in, those that were put there.
    fn with_apostrophes(&self, text: String, all: Span, piece: &str) -> String {
        let mut escapes = escapes(all.of(piece))
            .filter(|(_, escape)| STAND_IN.iter().any(|form| escape.starts_with(form)))
            .map(|(at, _)| self.apostrophes.contains(&(all.start + at)));
        let back = |c: char| match c {
            '\u{1b}' if escapes.next() == Some(true) => '\'',
            c => c,
        };
        text.chars().map(back).collect()
    }
}

/// The ways to write what stands in for an apostrophe, after their `\`.
const STAND_IN: [&str; 7] = ["e", "x1b", "x1B", "u001b", "u001B", "U0000001b", "U0000001B"];

/// Every `\` of a double-quoted text that begins an escape, and what is after it.
pub(crate) fn escapes(quoted: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + quoted.get(from..)?.find('\\')?;
        let behind = quoted.get(at + 1..)?;
        from = at + 1 + behind.chars().next().map_or(0, char::len_utf8);
        Some((at, behind))
    })
}
