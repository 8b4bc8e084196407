//! What a text with a quote missing or of the wrong kind surely means.

use text::{Edit, Span};

use super::Lexer;
use crate::chars::is_letter;
use crate::problem::{Problem, ProblemKind};
use crate::token::TokenKind;

/// Double quotes of other kinds than the plain one.
pub(crate) const fn is_double_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '″' | '＂' | '«' | '»')
}

/// How far the end of a text is looked for whose quotes are not in order.
const FURTHEST: usize = 10_000;

const fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '`' | '‘' | '’' | '‚' | '‛' | '´' | '′')
}

impl Lexer<'_> {
    /// Reads a line again in which the text begun at `start` never ends: one quote of the line is
    /// missing, perhaps further left.
    pub(super) fn repair_line(&mut self, start: usize) {
        let text = self.cursor.text();
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let mut restart = start;
        while let Some(tok) = self.out.tokens.last() {
            if tok.span().start < line_start.max(self.repair_until) {
                break;
            }
            restart = tok.span().start;
            self.out.tokens.pop();
        }
        while (self.out.problems.last()).is_some_and(|p| p.span.start >= restart) {
            self.out.problems.pop();
        }
        while (self.out.comments.last()).is_some_and(|c| c.start >= restart) {
            self.out.comments.pop();
        }
        self.repair_until = self.line_end(start).max(start + 1);
        self.repairing = Some((start, self.out.problems.len()));
        self.cursor.set(restart);
    }

    /// A repair that found no fault still leaves Vault with a text that never ends.
    pub(super) fn leave_repaired_line(&mut self, at: usize) {
        if at < self.repair_until && at < self.cursor.text().len() {
            return;
        }
        if let Some((start, told)) = self.repairing.take()
            && self.out.problems.len() == told
        {
            self.problem(ProblemKind::UnterminatedString, start, self.repair_until);
        }
    }

    /// Where the line ends that holds `at`.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.cursor.text().get(at..).unwrap_or_default();
        let line = rest.find('\n').map_or(rest, |end| rest.get(..end).unwrap_or(rest));
        at + line.trim_end_matches('\r').len()
    }

    /// A text on a line on which a quote is missing. It ends where its own quote is, or before
    /// what cannot belong to it.
    pub(super) fn repaired_string(&mut self, start: usize) {
        let from = start + 1;
        let text = self.cursor.text();
        let line_end = text.floor_char_boundary(self.repair_until.min(from + FURTHEST));
        let line = Span::new(from, line_end).of(text);
        let stop = self.implausible_from(line);
        let close = line.find(|c| c == '"' || is_double_quote(c));
        if let Some(close) = close.filter(|close| stop.is_none_or(|stop| *close < stop)) {
            let at = from + close;
            let quote = line.get(close..).and_then(|l| l.chars().next()).unwrap_or('"');
            self.cursor.set(at + quote.len_utf8());
            if quote != '"' {
                let end = Span::new(at, self.cursor.at());
                let kind = ProblemKind::TypographicQuotes(quote);
                self.report(Problem::new(kind, end).fixed_by([Edit::replace(end, "\"")]));
            }
        } else {
            let content = line.get(..stop.unwrap_or(line.len())).unwrap_or(line).trim_end();
            if let Some(single) = content.strip_suffix(is_single_quote) {
                return self.closed_otherwise(start, from + single.len(), from + content.len());
            }
            let end = from + content.len();
            self.cursor.set(end);
            let problem = Problem::new(ProblemKind::UnterminatedString, Span::new(start, end));
            self.report(problem.fixed_by([Edit::insert(end, "\"")]));
        }
        self.token(TokenKind::String, start);
    }

    /// A text that a single quote closes.
    fn closed_otherwise(&mut self, start: usize, quote: usize, end: usize) {
        let at = Span::new(quote, end);
        let found = at.of(self.cursor.text()).chars().next().unwrap_or('\'');
        self.cursor.set(end);
        let problem = Problem::new(ProblemKind::WrongQuotes(found), at);
        self.report(problem.fixed_by([Edit::replace(at, "\"")]));
        self.token(TokenKind::String, start);
    }

    /// From where the rest of a line cannot belong to a text that begins it.
    fn implausible_from(&self, line: &str) -> Option<usize> {
        let before = self.out.tokens.last().map(|t| (t.kind, t.span()));
        match before {
            Some((TokenKind::OpenBracket | TokenKind::Comma, _)) => line.find([',', ']']),
            Some((TokenKind::Ident, _)) => line
                .find(" {")
                .filter(|at| {
                    let brace = line.get(at + 1..).unwrap_or_default();
                    !brace.starts_with("{{")
                })
                .or_else(|| glued_brace(line)),
            _ => line.trim_end().ends_with('}').then(|| line.rfind(" }")).flatten(),
        }
    }

    /// Whether a value is expected next: the last token is `=`, `[` or a comma.
    fn expects_value(&self) -> bool {
        use TokenKind::{Assign, Comma, OpenBracket};
        self.out.tokens.last().is_some_and(|t| matches!(t.kind, Assign | OpenBracket | Comma))
    }

    /// A value of whose quotes only the closing one is there, whatever it begins with: `1h"`, `*.example"`.
    pub(super) fn unopened_value(&mut self, start: usize) -> bool {
        if start >= self.repair_until || !self.expects_value() {
            return false;
        }
        let rest = Span::new(start, self.repair_until).of(self.cursor.text());
        let ends = |c: char| c.is_whitespace() || "\"',[]{}=#".contains(c) || is_double_quote(c);
        let Some(length) = rest.find(ends).filter(|at| *at > 0) else { return false };
        let behind = rest.get(length..).and_then(|r| r.strip_prefix('"'));
        let closes = |r: &str| r.is_empty() || r.starts_with([',', ']', '}', '#', '/']);
        if !behind.is_some_and(|r| closes(r.trim_start())) {
            return false;
        }
        self.cursor.set(start + length);
        self.unopened_string(start);
        true
    }

    /// A number with letters right after it in the place of a value, a duration without its quotes: one word.
    pub(super) fn number_with_unit(&mut self, start: usize) -> bool {
        let end = self.cursor.at();
        if !self.cursor.peek().is_some_and(is_letter) || !self.expects_value() {
            return false;
        }
        self.cursor.skip_while(|c| c.is_ascii_alphanumeric());
        let rest = self.cursor.rest().trim_start_matches([' ', '\t', '\r']);
        if rest.is_empty() || rest.starts_with(['\n', ',', ']', '}', '#']) {
            self.token(TokenKind::Ident, start);
            return true;
        }
        self.cursor.set(end);
        false
    }

    /// A word with a quote right after it.
    pub(super) fn unopened_string(&mut self, start: usize) {
        self.cursor.next();
        let problem = Problem::new(ProblemKind::UnopenedString, Span::new(start, self.cursor.at()));
        self.report(problem.fixed_by([Edit::insert(start, "\"")]));
        self.token(TokenKind::String, start);
    }

    /// A text in quotes that Vault does not know; `false` where it has no end on its line.
    pub(super) fn foreign_string(&mut self, start: usize, open: char) -> bool {
        let closes: fn(char) -> bool = if is_double_quote(open) {
            |c| c == '"' || is_double_quote(c)
        } else if is_single_quote(open) {
            is_single_quote
        } else {
            return false;
        };
        let from = start + open.len_utf8();
        let text = self.cursor.text();
        let near = text.floor_char_boundary(from + FURTHEST);
        let line = Span::new(from, near).of(text);
        let found = line.find(|c| c == '\n' || closes(c));
        let Some(at) = found.filter(|at| !line.get(*at..).unwrap_or_default().starts_with('\n'))
        else {
            return false;
        };
        let content = line.get(..at).unwrap_or_default();
        let close = line.get(at..).and_then(|l| l.chars().next()).unwrap_or('"');
        let close_at = Span::new(from + at, from + at + close.len_utf8());
        self.cursor.set(close_at.end);
        let kind = match open {
            '\'' | '`' => ProblemKind::WrongQuotes(open),
            _ => ProblemKind::TypographicQuotes(open),
        };
        let mut problem = Problem::new(kind, Span::new(start, close_at.end));
        if !content.contains(['"', '\\']) {
            let open_at = Span::new(start, from);
            let replace = |span: Span| Edit::replace(span, "\"");
            problem = problem.fixed_by([replace(open_at), replace(close_at)]);
        }
        self.report(problem);
        self.token(TokenKind::String, start);
        true
    }

    /// A path without quotes after `path`: `path secret/data/* {`.
    pub(super) fn bare_path(&mut self, start: usize) -> bool {
        let after_path = self.out.tokens.last().is_some_and(|t| {
            t.kind == TokenKind::Ident && t.span().of(self.cursor.text()) == "path"
        });
        if !after_path {
            return false;
        }
        let rest = self.cursor.rest();
        let ends = |(at, c): (usize, char)| {
            let brace = c == '{' || c == '}';
            let doubled = brace
                && (rest.get(at + 1..).is_some_and(|r| r.starts_with(c))
                    || rest.get(..at).is_some_and(|r| r.ends_with(c)));
            c.is_whitespace() || matches!(c, '"' | '=' | '#' | '\'') || (brace && !doubled)
        };
        let end = rest.char_indices().find(|&at| ends(at)).map_or(rest.len(), |(at, _)| at);
        let bare = rest.get(..end).unwrap_or_default();
        let comment = bare.starts_with("//") || bare.starts_with("/*") || bare.contains("//");
        if comment || !bare.contains(['/', '*', '+']) || bare.contains(is_double_quote) {
            return false;
        }
        if let Some(at) = bare.find("/*")
            && self.comment_end(start + at + 2).is_some()
        {
            return false;
        }
        self.cursor.set(start + end);
        if self.cursor.peek() == Some('"') {
            self.unopened_string(start);
        } else {
            let problem = Problem::new(ProblemKind::UnquotedPath, Span::new(start, start + end));
            self.report(
                problem.fixed_by([Edit::insert(start, "\""), Edit::insert(start + end, "\"")]),
            );
            self.token(TokenKind::String, start);
        }
        true
    }
}
/// Where the brace is that ends a line and opens a block, without a blank before it: `secret/*{`. Those of templates are
/// closed on their line.
fn glued_brace(line: &str) -> Option<usize> {
    let bare = line.trim_end();
    let opened = bare.matches('{').count();
    let is_one = bare.ends_with('{') && opened == bare.matches('}').count() + 1;
    is_one.then(|| bare.len() - 1).filter(|at| *at > 0)
}
