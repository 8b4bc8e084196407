//! Vault's HCL 1 scanner, gone on after an error. Facts: hashicorp/hcl v1.0.1-vault-7,
//! `hcl/scanner`; CRLF counts as LF.

mod cursor;
mod heredoc;
mod illegal;
mod number;
mod repair;
mod string;

use text::{Edit, Span};

use crate::chars::{is_digit, is_letter, is_space};
use crate::problem::{MOST_PROBLEMS, Problem, ProblemKind};
use crate::token::{Tok, TokenKind};
pub(crate) use cursor::Cursor;
pub(crate) use number::{scan_number, skip_digits};
pub(crate) use repair::is_double_quote;
pub(crate) use string::{Escape, scan_escape};

/// The tokens of a text, comments aside, and what is wrong with its characters.
#[derive(Debug, Default)]
pub(crate) struct Lexed {
    pub(crate) tokens: Vec<Tok>,
    pub(crate) comments: Vec<Span>,
    pub(crate) problems: Vec<Problem>,
}

pub(crate) fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer {
        cursor: Cursor::new(text),
        out: Lexed::default(),
        repair_until: 0,
        no_comment_end_after: None,
        interpolation_failed: false,
        repairing: None,
        heredoc_failed: false,
    };
    while lexer.next_token() {}
    lexer.out
}

struct Lexer<'t> {
    cursor: Cursor<'t>,
    out: Lexed,
    /// Up to here a quote is known to be missing: strings end where they plausibly do.
    repair_until: usize,
    /// From here on there is no `*/` any more (kept so that it is searched for once).
    no_comment_end_after: Option<usize>,
    /// A `${` was never closed.
    interpolation_failed: bool,
    /// The text without end because of which a line is being repaired, and how many problems were
    /// known before.
    repairing: Option<(usize, usize)>,
    /// A heredoc never ended.
    heredoc_failed: bool,
}

impl Lexer<'_> {
    fn problem(&mut self, kind: ProblemKind, start: usize, end: usize) {
        self.report(Problem::new(kind, Span::new(start, end)));
    }

    fn report(&mut self, problem: Problem) {
        if self.out.problems.len() < MOST_PROBLEMS {
            self.out.problems.push(problem);
        }
    }

    fn token(&mut self, kind: TokenKind, start: usize) {
        self.out.tokens.push(Tok::new(kind, start, self.cursor.at()));
    }

    fn next_token(&mut self) -> bool {
        self.cursor.skip_while(is_space);
        let start = self.cursor.at();
        self.leave_repaired_line(start);
        if self.bare_path(start) || self.unopened_value(start) {
            return true;
        }
        let Some(c) = self.cursor.next() else {
            self.token(TokenKind::Eof, start);
            return false;
        };
        if is_letter(c) {
            self.word(start);
            return true;
        }
        match c {
            '0'..='9' => self.number(start, c),
            '"' => self.string(start),
            '#' => self.line_comment(start),
            '/' => self.slash(start),
            '<' => self.heredoc(start),
            '.' => self.point(start),
            '-' if matches!(self.cursor.peek(), Some('0'..='9')) => {
                let digit = self.cursor.next().unwrap_or('0');
                self.number(start, digit);
            }
            '-' | '+' => self.token(TokenKind::Sign, start),
            _ => match punctuation(c) {
                Some(kind) => self.token(kind, start),
                None => self.illegal(start, c),
            },
        }
        true
    }

    fn word(&mut self, start: usize) {
        self.cursor.skip_while(|c| is_letter(c) || is_digit(c) || c == '-' || c == '.');
        if start < self.repair_until && self.cursor.peek() == Some('"') {
            self.unopened_string(start);
            return;
        }
        let kind = match self.cursor.since(start) {
            "true" | "false" => TokenKind::Bool,
            _ => TokenKind::Ident,
        };
        self.token(kind, start);
    }

    fn number(&mut self, start: usize, first: char) {
        let (kind, fine) = scan_number(&mut self.cursor, first, true);
        if self.number_with_unit(start) {
            return;
        }
        if !fine {
            self.problem(ProblemKind::IllegalNumber, start, self.cursor.at());
        }
        self.token(kind, start);
    }

    /// `.5` is a number; of an exponent only the `e` is taken.
    fn point(&mut self, start: usize) {
        if !matches!(self.cursor.peek(), Some('0'..='9')) {
            return self.token(TokenKind::Sign, start);
        }
        self.cursor.skip_while(|c| c.is_ascii_digit());
        if matches!(self.cursor.peek(), Some('e' | 'E')) {
            self.cursor.next();
        }
        self.token(TokenKind::Float, start);
    }

    fn slash(&mut self, start: usize) {
        match self.cursor.peek() {
            Some('/') => self.line_comment(start),
            Some('*') => self.block_comment(start),
            _ => self.problem(ProblemKind::LoneSlash, start, start + 1),
        }
    }

    fn line_comment(&mut self, start: usize) {
        self.cursor.skip_while(|c| c != '\n');
        self.comment(start);
    }

    fn block_comment(&mut self, start: usize) {
        self.cursor.next();
        match self.comment_end(self.cursor.at()) {
            Some(end) => self.cursor.set(end),
            None => {
                self.cursor.set(self.cursor.text().len());
                self.problem(ProblemKind::UnterminatedComment, start, start + 2);
            }
        }
        self.comment(start);
    }

    /// One past the `*/` that closes a comment whose content begins at `from`.
    fn comment_end(&mut self, from: usize) -> Option<usize> {
        if self.no_comment_end_after.is_some_and(|none| from >= none) {
            return None;
        }
        let found = self.cursor.text().get(from..)?.find("*/");
        if found.is_none() {
            self.no_comment_end_after = Some(from);
        }
        found.map(|at| from + at + 2)
    }

    fn comment(&mut self, start: usize) {
        let span = Span::new(start, self.cursor.at());
        self.out.comments.push(span);
        for (at, c) in span.of(self.cursor.text()).char_indices() {
            let at = start + at;
            if let Some(kind) = refused_everywhere(c) {
                self.report(
                    Problem::new(kind, Span::new(at, at + c.len_utf8()))
                        .fixed_by([Edit::delete(Span::new(at, at + c.len_utf8()))]),
                );
            }
        }
    }
}

/// Characters that Vault refuses wherever they stand.
pub(crate) const fn refused_everywhere(c: char) -> Option<ProblemKind> {
    match c {
        '\0' => Some(ProblemKind::NullCharacter),
        '\u{e123}' => Some(ProblemKind::ReservedCharacter),
        _ => None,
    }
}

const fn punctuation(c: char) -> Option<TokenKind> {
    Some(match c {
        '{' => TokenKind::OpenBrace,
        '}' => TokenKind::CloseBrace,
        '[' => TokenKind::OpenBracket,
        ']' => TokenKind::CloseBracket,
        '(' => TokenKind::OpenParen,
        ')' => TokenKind::CloseParen,
        ',' => TokenKind::Comma,
        '=' => TokenKind::Assign,
        ':' => TokenKind::Colon,
        _ => return None,
    })
}
