//! Bytes of the original text as the editor counts: line and column in UTF-16 units.

use serde::Serialize;
use text::{Lines, Span};

/// From line (from 1), column (UTF-16 units from 0) to line, column. Line ends count nowhere, so the
/// same place means the same in the original text and in the editor, whose line ends are all alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Place(pub usize, pub usize, pub usize, pub usize);

impl Place {
    /// The place of a span.
    pub(crate) fn of(span: Span, lines: &Lines<'_>) -> Self {
        let (line, column) = point(span.start, lines);
        let (end_line, end_column) = point(span.end, lines);
        Self(line, column, end_line, end_column)
    }

    /// The span of a place.
    pub(crate) fn span(self, lines: &Lines<'_>) -> Span {
        Span::new(byte(self.0, self.1, lines), byte(self.2, self.3, lines))
    }
}

/// The bytes of a place in a report.
pub(crate) fn span(place: tfe_check::report::SpanReport) -> Span {
    Span::new(place.start, place.end)
}

fn point(offset: usize, lines: &Lines<'_>) -> (usize, usize) {
    let line = lines.position(offset).line;
    let own = lines.span(line);
    // Between CR and LF there is no place in the editor.
    let offset = offset.min(own.end);
    (line, lines.utf16(offset) - lines.utf16(own.start))
}

fn byte(line: usize, column: usize, lines: &Lines<'_>) -> usize {
    let own = lines.span(line);
    lines.byte_of_utf16(lines.utf16(own.start) + column).min(own.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_there_and_back_whatever_the_line_ends() {
        let text = "\u{feff}a\r\n😀é\rx\n\nlast";
        let lines = Lines::new(text);
        for (at, _) in text.char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r')) {
            let span = Span::new(at, text.len());
            assert_eq!(Place::of(span, &lines).span(&lines), span);
        }
        let e = text.find('é').unwrap();
        assert_eq!(Place::of(Span::new(e, e + 2), &lines), Place(2, 2, 2, 3));
    }

    #[test]
    fn a_line_end_belongs_to_its_line() {
        let text = "ab\r\ncd";
        let lines = Lines::new(text);
        assert_eq!(Place::of(Span::new(2, 3), &lines), Place(1, 2, 1, 2));
        assert_eq!(Place(1, 2, 2, 0).span(&lines), Span::new(2, 4));
        assert_eq!(Place(9, 9, 9, 9).span(&lines), Span::at(6));
    }
}
