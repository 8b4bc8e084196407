use text::{Edit, Span};

use crate::chars::{is_digit, is_letter, is_space};
use crate::lexer::{Cursor, Escape, scan_escape, scan_number, skip_digits};
use crate::problem::{MOST_PROBLEMS, Problem, ProblemKind};
use crate::token::{Tok, TokenKind};

/// Gives one token after the other; Vault reads no further than it must, and neither does this.
pub(super) struct Scanner<'t> {
    cursor: Cursor<'t>,
    pub(super) tokens: Vec<Tok>,
    pub(super) problems: Vec<Problem>,
}

impl<'t> Scanner<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { cursor: Cursor::new(text), tokens: Vec::new(), problems: Vec::new() }
    }

    /// How far the text has been read.
    pub(super) const fn at(&self) -> usize {
        self.cursor.at()
    }

    pub(super) fn scan(&mut self) -> Tok {
        self.cursor.skip_while(is_space);
        let start = self.cursor.at();
        let kind = match self.cursor.next() {
            // A NUL ends the text for the parser, but more may be read after it.
            None | Some('\0') => TokenKind::Eof,
            Some(c) => self.token(c, start),
        };
        let tok = Tok::new(kind, start, self.cursor.at());
        if kind != TokenKind::Eof {
            self.tokens.push(tok);
        }
        tok
    }

    fn token(&mut self, c: char, start: usize) -> TokenKind {
        match c {
            '"' => self.string(start),
            '{' => TokenKind::OpenBrace,
            '}' => TokenKind::CloseBrace,
            '[' => TokenKind::OpenBracket,
            ']' => TokenKind::CloseBracket,
            ',' => TokenKind::Comma,
            ':' => TokenKind::Colon,
            '.' => self.point(),
            '0'..='9' => self.number(c, start),
            '-' if matches!(self.cursor.peek(), Some('0'..='9')) => {
                let digit = self.cursor.next().unwrap_or('0');
                self.number(digit, start)
            }
            _ if is_letter(c) => self.word(c, start),
            _ => self.illegal(c, start),
        }
    }

    fn problem(&mut self, kind: ProblemKind, start: usize, end: usize) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem::new(kind, Span::new(start, end)));
        }
    }

    fn illegal(&mut self, c: char, start: usize) -> TokenKind {
        let end = self.cursor.at();
        let kind = match c {
            _ if c.is_whitespace() => ProblemKind::IllegalSpace(c),
            '\u{feff}' => ProblemKind::ByteOrderMark,
            _ => ProblemKind::IllegalCharacter(c),
        };
        self.problem(kind, start, end);
        TokenKind::Illegal
    }

    fn word(&mut self, c: char, start: usize) -> TokenKind {
        self.cursor.skip_while(|c| is_letter(c) || is_digit(c) || c == '-');
        if self.cursor.peek() == Some('\0') {
            // Taken for the end of the text, and therefore not put back: it is part of the word.
            let end = self.cursor.at();
            self.cursor.next();
            self.problem(ProblemKind::NullCharacter, end, self.cursor.at());
            return TokenKind::Illegal;
        }
        match self.cursor.since(start) {
            "true" | "false" => TokenKind::Bool,
            "null" => TokenKind::Null,
            "" => {
                self.problem(ProblemKind::IllegalCharacter(c), start, self.cursor.at());
                TokenKind::Illegal
            }
            word => {
                let word = word.to_owned();
                self.unquoted(word, start);
                TokenKind::Illegal
            }
        }
    }

    /// A word that lacks one quote or both.
    fn unquoted(&mut self, word: String, start: usize) {
        let place = Span::new(start, self.cursor.at());
        let open = Edit::insert(place.start, "\"");
        let problem = match self.cursor.peek() {
            Some('"') => Problem::new(ProblemKind::UnopenedString, place).fixed_by([open]),
            Some(c) if is_space(c) || matches!(c, ',' | ']' | '}' | ':') => {
                let quotes = [open, Edit::insert(place.end, "\"")];
                Problem::new(ProblemKind::UnquotedWord { word }, place).fixed_by(quotes)
            }
            _ => Problem::new(ProblemKind::UnquotedWord { word }, place),
        };
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem);
        }
    }

    fn number(&mut self, first: char, start: usize) -> TokenKind {
        let (kind, fine) = scan_number(&mut self.cursor, first, false);
        // Vault takes a zero at the very end of a text for one that more digits follow.
        let last = kind == TokenKind::Number && self.cursor.peek().is_none();
        if !fine || (last && first == '0') {
            self.problem(ProblemKind::IllegalNumber, start, self.cursor.at());
        }
        kind
    }

    fn point(&mut self) -> TokenKind {
        if !matches!(self.cursor.peek(), Some('0'..='9')) {
            return TokenKind::Sign;
        }
        let nul = skip_digits(&mut self.cursor, false);
        if !nul && matches!(self.cursor.peek(), Some('e' | 'E')) {
            self.cursor.next();
        }
        TokenKind::Float
    }

    fn string(&mut self, start: usize) -> TokenKind {
        loop {
            let at = self.cursor.at();
            match self.cursor.next() {
                Some('"') => return TokenKind::String,
                None | Some('\n' | '\0') => {
                    self.cursor.set(at);
                    self.problem(ProblemKind::UnterminatedString, start, at);
                    if self.cursor.peek() == Some('\0') {
                        self.cursor.next();
                    }
                    return TokenKind::String;
                }
                Some('\\') => {
                    if let Escape::Illegal(c) | Escape::Short(c) = scan_escape(&mut self.cursor) {
                        let end = self.cursor.at() + self.cursor.peek().map_or(0, char::len_utf8);
                        self.problem(ProblemKind::IllegalEscape(c), at, end);
                    }
                }
                Some(_) => {}
            }
        }
    }
}
