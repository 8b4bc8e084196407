use crate::Span;

/// A place as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where the lines of a text begin, in bytes and in UTF-16 units.
///
/// A line ends at LF, CRLF or a lone CR, as in editors.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<LineStart>,
}

#[derive(Clone, Copy, Debug)]
struct LineStart {
    byte: usize,
    utf16: usize,
}

impl<'t> Lines<'t> {
    /// Reads the whole text once.
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![LineStart { byte: 0, utf16: 0 }];
        let mut utf16 = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            utf16 += c.len_utf16();
            let ends = match c {
                '\n' => true,
                '\r' => !matches!(chars.peek(), Some((_, '\n'))),
                _ => false,
            };
            if ends {
                starts.push(LineStart { byte: at + c.len_utf8(), utf16 });
            }
        }
        Self { text, starts }
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Line and column of a byte offset; an offset inside a character counts as its start, one past
    /// the end as the end.
    pub fn position(&self, offset: usize) -> Position {
        let (line, start) = self.line_of(offset);
        let column = 1 + Span::new(start.byte, self.floor(offset)).of(self.text).chars().count();
        Position { line, column }
    }

    /// The byte offset of a UTF-16 offset, counted from the start of the text.
    pub fn byte_of_utf16(&self, utf16: usize) -> usize {
        let index = self.starts.partition_point(|s| s.utf16 <= utf16).saturating_sub(1);
        let Some(start) = self.starts.get(index) else {
            return 0;
        };
        let mut units = start.utf16;
        for (at, c) in self.text.get(start.byte..).unwrap_or_default().char_indices() {
            if units >= utf16 {
                return start.byte + at;
            }
            units += c.len_utf16();
        }
        self.text.len()
    }

    /// The UTF-16 offset of a byte offset, counted from the start of the text.
    pub fn utf16(&self, offset: usize) -> usize {
        let (_, start) = self.line_of(offset);
        let before = Span::new(start.byte, self.floor(offset)).of(self.text);
        start.utf16 + before.chars().map(char::len_utf16).sum::<usize>()
    }

    /// The range of a line (from 1) without its line end; empty at the end of the text for a line
    /// that is not there.
    pub fn span(&self, line: usize) -> Span {
        let end_of_text = self.text.len();
        let start = self.starts.get(line.saturating_sub(1)).map_or(end_of_text, |s| s.byte);
        let end = self.starts.get(line).map_or(end_of_text, |s| s.byte);
        let kept = Span::new(start, end).of(self.text).trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + kept)
    }

    fn line_of(&self, offset: usize) -> (usize, LineStart) {
        let line = self.starts.partition_point(|s| s.byte <= offset).max(1);
        let start = self.starts.get(line - 1).copied();
        (line, start.unwrap_or(LineStart { byte: 0, utf16: 0 }))
    }

    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }
}

/// Where the line begins that a byte is in: after the last `\n` before it.
///
/// ```
/// assert_eq!(text::line_start("a\nbc", 3), 2);
/// ```
pub fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_utf16_counts_units() {
        let text = "a\r\n😀é\rx\n";
        let lines = Lines::new(text);
        assert_eq!(lines.count(), 4);
        let e = text.find('é').unwrap();
        assert_eq!(lines.position(e), Position { line: 2, column: 2 });
        assert_eq!(lines.utf16(e), 5);
        assert_eq!(lines.byte_of_utf16(5), e);
        let x = text.find('x').unwrap();
        assert_eq!(lines.position(x), Position { line: 3, column: 1 });
        assert_eq!(lines.position(text.len()), Position { line: 4, column: 1 });
        assert_eq!(lines.utf16(text.len()), text.encode_utf16().count());
    }

    #[test]
    fn utf16_goes_there_and_back_at_every_character() {
        let text = "ß\n😀😀\r\n\u{feff}x";
        let lines = Lines::new(text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(lines.byte_of_utf16(lines.utf16(at)), at);
        }
    }

    #[test]
    fn a_line_has_no_line_end() {
        let lines = Lines::new("ab\r\n\ncd");
        assert_eq!(lines.span(1), Span::new(0, 2));
        assert_eq!(lines.span(2), Span::at(4));
        assert_eq!(lines.span(3), Span::new(5, 7));
        assert_eq!(lines.span(9), Span::at(7));
    }

    #[test]
    fn an_offset_outside_is_the_nearest_inside() {
        let lines = Lines::new("é");
        assert_eq!(lines.position(1).column, 1, "inside the character");
        assert_eq!(lines.position(99), Position { line: 1, column: 2 });
    }
}
