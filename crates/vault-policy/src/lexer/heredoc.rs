use super::{Lexer, refused_everywhere};
use crate::chars::{is_digit, is_letter};
use crate::problem::ProblemKind;
use crate::token::TokenKind;

/// How many lines a heredoc may have once another one was found to have no end.
const MOST_LINES: usize = 16;

impl Lexer<'_> {
    /// `<<MARKER`, lines, and a line that holds the marker alone.
    pub(super) fn heredoc(&mut self, start: usize) {
        if self.cursor.peek() != Some('<') {
            return self.problem(ProblemKind::LoneLess, start, start + 1);
        }
        self.cursor.next();
        let anchor = self.cursor.at();
        if self.cursor.peek() == Some('-') {
            self.cursor.next();
        }
        self.cursor.skip_while(|c| is_letter(c) || is_digit(c));
        let anchor_end = self.cursor.at();
        // Where every line ends in CR CR LF, the first CR belongs to the marker.
        if self.cursor.rest().starts_with("\r\r\n") {
            self.cursor.next();
        }
        let anchor = self.cursor.since(anchor).to_owned();
        if self.cursor.peek() != Some('\n') || matches!(anchor.as_str(), "" | "-") {
            return self.problem(ProblemKind::IllegalHeredocMarker, start, anchor_end);
        }
        self.cursor.next();
        let content = self.cursor.at();
        if !self.skip_to_marker(&anchor) {
            let marker = anchor.trim_start_matches('-').trim_end().to_owned();
            self.problem(ProblemKind::UnterminatedHeredoc { marker }, start, anchor_end);
            // What follows is read as if the heredoc were not there.
            self.cursor.set(content);
        }
        for (at, c) in self.cursor.since(content).char_indices() {
            if let Some(kind) = refused_everywhere(c) {
                self.problem(kind, content + at, content + at + c.len_utf8());
            }
        }
        self.token(TokenKind::Heredoc, start);
    }

    /// Goes after the line end of the closing line. The line must be at least as long as the
    /// marker with its dash, so `<<-EOT` is not closed by an `EOT` that is not indented.
    fn skip_to_marker(&mut self, anchor: &str) -> bool {
        let marker = anchor.strip_prefix('-').unwrap_or(anchor);
        let closes = |line: &str| {
            let line = line.trim_start_matches(['\t', '\x0b', '\x0c', '\r', ' ']);
            line.strip_prefix(marker).is_some_and(|rest| rest.bytes().all(|b| b == b'\r'))
        };
        let mut lines = 0;
        while let Some(line_end) = self.cursor.rest().find('\n') {
            lines += 1;
            if self.heredoc_failed && lines > MOST_LINES {
                return false;
            }
            let line = self.cursor.rest().get(..line_end).unwrap_or_default();
            self.cursor.set(self.cursor.at() + line_end + 1);
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.len() >= anchor.len() && closes(line) {
                return true;
            }
        }
        // Looked for to the end of the text once; the text is rejected from here on.
        self.heredoc_failed = true;
        false
    }
}
