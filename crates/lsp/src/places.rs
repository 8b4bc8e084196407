//! Places in a text as an editor counts them.

use lsp_types::{Position, PositionEncodingKind, Range};
use text::{Lines, Span};

/// What the columns of a place count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Units {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, which every editor understands.
    #[default]
    Utf16,
}

impl Units {
    /// Bytes if the editor can count them, because nothing has to be converted then.
    pub(crate) fn among(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) { Self::Utf8 } else { Self::Utf16 }
    }

    /// Its name in the protocol.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// The places of one text.
pub(crate) struct Places<'t> {
    text: &'t str,
    lines: Lines<'t>,
    units: Units,
}

impl<'t> Places<'t> {
    /// Reads the whole text once.
    pub(crate) fn new(text: &'t str, units: Units) -> Self {
        Self { text, lines: Lines::new(text), units }
    }

    /// The place of a byte.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.lines.position(offset).line;
        let start = self.lines.span(line).start;
        let before = Span::new(start, offset).of(self.text);
        let column = before.chars().map(|c| self.units.width(c)).sum();
        Position::new(number(line.saturating_sub(1)), number(column))
    }

    /// The places of the first byte and the one past the last.
    pub(crate) fn range(&self, start: usize, end: usize) -> Range {
        Range::new(self.position(start), self.position(end.max(start)))
    }

    /// The byte at a place: the end of its line for a column past that, the end of the text for a
    /// line past that.
    pub(crate) fn offset(&self, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX).saturating_add(1);
        let wanted = usize::try_from(position.character).unwrap_or(usize::MAX);
        let span = self.lines.span(line);
        let mut column = 0;
        for (at, c) in span.of(self.text).char_indices() {
            // A place within a character counts as its start.
            column += self.units.width(c);
            if column > wanted {
                return span.start + at;
            }
        }
        span.end
    }

    /// The bytes of a range, in order whichever end comes first.
    pub(crate) fn span(&self, range: Range) -> Span {
        let (one, other) = (self.offset(range.start), self.offset(range.end));
        Span::new(one.min(other), one.max(other))
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_bytes_are_the_same_in_both_units() {
        let text = "é😀x\r\ny\rz\n";
        for units in [Units::Utf8, Units::Utf16] {
            let places = Places::new(text, units);
            let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for at in starts.filter(|at| !text[*at..].starts_with("\n") || *at == 9) {
                assert_eq!(places.offset(places.position(at)), at, "{at} {units:?}");
            }
        }
        let at = |units, line, column| Places::new(text, units).offset(Position::new(line, column));
        assert_eq!((at(Units::Utf16, 0, 3), at(Units::Utf8, 0, 6)), (6, 6));
        assert_eq!(at(Units::Utf16, 0, 2), 2, "in the middle of a pair");
        assert_eq!((at(Units::Utf16, 0, 99), at(Units::Utf16, 9, 9)), (7, text.len()));
        assert_eq!((at(Units::Utf16, 1, 0), at(Units::Utf16, 2, 0)), (9, 11));
    }
}
