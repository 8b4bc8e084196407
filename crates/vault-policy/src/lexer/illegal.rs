use text::{Edit, Span};

use super::{Lexer, refused_everywhere};
use crate::problem::{Problem, ProblemKind};
use crate::token::TokenKind;

impl Lexer<'_> {
    /// A character that begins no token.
    pub(super) fn illegal(&mut self, start: usize, c: char) {
        if c == '`' && self.cursor.rest().starts_with("``") {
            return self.markdown_fence(start);
        }
        if self.foreign_string(start, c) {
            return;
        }
        if let Some((kind, plain)) = wide(c) {
            let span = Span::new(start, self.cursor.at());
            let problem = Problem::new(ProblemKind::IllegalCharacter(c), span);
            self.report(problem.fixed_by([Edit::replace(span, plain)]));
            return self.token(kind, start);
        }
        let (kind, instead) = sort(c);
        // A run of what is alike is one problem.
        self.cursor.skip_while(|next| {
            std::mem::discriminant(&sort(next).0) == std::mem::discriminant(&kind)
                && sort(next).1 == instead
                && !is_token_start(next)
        });
        let end = self.cursor.at();
        let problem = Problem::new(kind, Span::new(start, end));
        let after_equals = self.out.tokens.last().is_some_and(|t| t.kind == TokenKind::Assign);
        self.report(match instead {
            // Indentation stays as wide as it is.
            Some(" ") => {
                let count = self.cursor.text().get(start..end).map_or(1, |run| run.chars().count());
                problem.fixed_by([Edit::replace(Span::new(start, end), " ".repeat(count))])
            }
            Some(text) => problem.fixed_by([Edit::replace(Span::new(start, end), text)]),
            None if c == '>' && after_equals => {
                problem.fixed_by([Edit::delete(Span::new(start, end))])
            }
            None => problem,
        });
    }

    /// A line of Markdown around the policy: three backticks and perhaps a language.
    fn markdown_fence(&mut self, start: usize) {
        self.cursor.skip_while(|c| c != '\n');
        let end = self.cursor.at();
        let mut line = Span::new(start, end);
        if self.cursor.peek() == Some('\n') {
            self.cursor.next();
            line.end = self.cursor.at();
        }
        let problem = Problem::new(ProblemKind::MarkdownFence, Span::new(start, end));
        self.report(problem.fixed_by([Edit::delete(line)]));
    }
}

/// The kind of problem a character is, and what to put in its place.
fn sort(c: char) -> (ProblemKind, Option<&'static str>) {
    if let Some(kind) = refused_everywhere(c) {
        return (kind, Some(""));
    }
    match c {
        '\u{feff}' => (ProblemKind::ByteOrderMark, Some("")),
        _ if text::is_invisible(c) => (ProblemKind::IllegalSpace(c), Some("")),
        '\u{85}' | '\u{2028}' | '\u{2029}' => (ProblemKind::IllegalSpace(c), Some("\n")),
        _ if c.is_whitespace() => (ProblemKind::IllegalSpace(c), Some(" ")),
        ';' => (ProblemKind::IllegalCharacter(c), Some("")),
        _ => (ProblemKind::IllegalCharacter(c), None),
    }
}

const fn is_token_start(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '"' | '#' | '/' | '<' | '.' | '-' | '+' | '_' | '\'' | '`')
        || matches!(c, '{' | '}' | '[' | ']' | '(' | ')' | ',' | '=' | ':')
        || matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Full-width punctuation, as East Asian keyboards give it.
const fn wide(c: char) -> Option<(TokenKind, &'static str)> {
    Some(match c {
        '＝' => (TokenKind::Assign, "="),
        '，' | '、' => (TokenKind::Comma, ","),
        '｛' => (TokenKind::OpenBrace, "{"),
        '｝' => (TokenKind::CloseBrace, "}"),
        '［' => (TokenKind::OpenBracket, "["),
        '］' => (TokenKind::CloseBracket, "]"),
        _ => return None,
    })
}
