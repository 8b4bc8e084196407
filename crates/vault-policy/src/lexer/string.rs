use text::{Edit, Span};

use super::{Cursor, Lexer, refused_everywhere};
use crate::problem::{Problem, ProblemKind};
use crate::token::TokenKind;

/// How an escape ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// It is one.
    Fine,
    /// The character after the backslash means nothing.
    Illegal(char),
    /// Too few digits.
    Short(char),
}

/// Scans an escape whose backslash has been taken. Of an illegal one nothing is taken.
pub(crate) fn scan_escape(cursor: &mut Cursor<'_>) -> Escape {
    let Some(c) = cursor.peek() else {
        return Escape::Illegal('\\');
    };
    let (skip, base, digits) = match c {
        'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\' | '"' => (1, 10, 0),
        '0'..='7' => (0, 8, 3),
        'x' => (1, 16, 2),
        'u' => (1, 16, 4),
        'U' => (1, 16, 8),
        _ => return Escape::Illegal(c),
    };
    cursor.set(cursor.at() + skip);
    for _ in 0..digits {
        if !cursor.peek().is_some_and(|d| d.is_digit(base)) {
            return Escape::Short(c);
        }
        cursor.next();
    }
    Escape::Fine
}

impl Lexer<'_> {
    /// A text whose opening `"` has been taken.
    pub(super) fn string(&mut self, start: usize) {
        if start < self.repair_until {
            return self.repaired_string(start);
        }
        let told = self.out.problems.len();
        let mut braces = 0_usize;
        loop {
            let at = self.cursor.at();
            let Some(c) = self.cursor.next() else {
                break;
            };
            match c {
                '\n' if braces == 0 || self.interpolation_failed => break,
                '"' if braces == 0 => return self.token(TokenKind::String, start),
                '$' if braces == 0 && self.cursor.peek() == Some('{') => {
                    self.cursor.next();
                    braces = 1;
                }
                '{' if braces > 0 => braces += 1,
                '}' if braces > 0 => braces -= 1,
                '\\' => self.escape(at),
                _ => self.refuse(c, at),
            }
        }
        // Looked for to the end of the text once; the text is rejected from here on.
        self.interpolation_failed |= braces > 0;
        self.out.problems.truncate(told);
        self.repair_line(start);
    }

    pub(super) fn escape(&mut self, start: usize) {
        let (kind, end) = match scan_escape(&mut self.cursor) {
            Escape::Fine => return,
            Escape::Illegal(c) => {
                let taken = self.cursor.peek().map_or(0, char::len_utf8);
                (ProblemKind::IllegalEscape(c), start + 1 + taken)
            }
            Escape::Short(c) => (ProblemKind::IllegalEscape(c), self.cursor.at()),
        };
        let problem = Problem::new(kind.clone(), Span::new(start, end));
        self.report(match kind {
            // JSON's way to write a slash.
            ProblemKind::IllegalEscape('/') => {
                problem.fixed_by([Edit::delete(Span::new(start, start + 1))])
            }
            _ => problem,
        });
    }

    pub(super) fn refuse(&mut self, c: char, at: usize) {
        if let Some(kind) = refused_everywhere(c) {
            self.problem(kind, at, at + c.len_utf8());
        }
    }
}
