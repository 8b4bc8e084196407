use text::{Edit, Span};

use super::{FrameKind, Parser};
use crate::ast::NodeKind;
use crate::problem::ProblemKind;
use crate::token::{Tok, TokenKind};

impl Parser<'_> {
    /// The next element of a list, or its end.
    pub(super) fn element(&mut self) {
        let tok = self.peek();
        let closer = self.frames.last().map_or(TokenKind::CloseBracket, |f| f.closer);
        match tok.kind {
            TokenKind::CloseBracket => self.close_list(),
            kind if kind == closer => self.close_foreign(tok),
            TokenKind::String | TokenKind::Ident if self.starts_item() => self.unclosed_bracket(),
            kind if kind.is_scalar() => {
                self.comma_before(tok);
                self.leaf(NodeKind::Scalar(kind), tok);
            }
            TokenKind::Ident => {
                self.comma_before(tok);
                let word = self.word(tok).to_owned();
                let quote = |at| Edit::insert(at, "\"");
                let quotes = vec![quote(tok.span().start), quote(tok.span().end)];
                let edits = if self.is_call(tok) { vec![] } else { quotes };
                self.problem(ProblemKind::UnquotedWord { word }, tok.span(), edits);
                self.leaf(NodeKind::Bare, tok);
            }
            TokenKind::Comma => {
                self.advance();
                if let Some(frame) = self.frames.last_mut() {
                    frame.need_comma = false;
                }
            }
            TokenKind::OpenBrace | TokenKind::OpenBracket => {
                self.comma_before(tok);
                self.advance();
                let kind = match tok.kind {
                    TokenKind::OpenBrace => FrameKind::Object,
                    _ => FrameKind::List,
                };
                self.push(kind, tok.span(), None);
            }
            TokenKind::CloseBrace if self.swallow() => {}
            TokenKind::CloseBrace if self.brace_for_bracket() => self.close_wrong(tok, '}'),
            TokenKind::CloseParen => self.close_wrong(tok, ')'),
            TokenKind::Eof | TokenKind::CloseBrace => self.unclosed_bracket(),
            kind => {
                self.problem(ProblemKind::UnexpectedToken(kind), tok.span(), vec![]);
                self.advance();
            }
        }
    }

    fn leaf(&mut self, kind: NodeKind, tok: Tok) {
        let node = self.out.ast.add_leaf(kind, tok.span());
        self.advance();
        self.deliver(node, None);
    }

    fn comma_before(&mut self, tok: Tok) {
        if self.frames.last().is_some_and(|f| f.need_comma) {
            let end = self.previous_end();
            let span = Span::new(end, tok.span().end);
            let span = if span.of(self.text).trim().is_empty() { span } else { tok.span() };
            self.problem(ProblemKind::MissingComma, span, vec![Edit::insert(end, ",")]);
        }
    }

    fn close_list(&mut self) {
        self.advance();
        self.close(self.previous_end());
    }

    /// The list began with another bracket and ends with its counterpart.
    fn close_foreign(&mut self, tok: Tok) {
        if let Some(problem) = self.opening_problem()
            && let Some(fix) = &problem.fix
        {
            let close = text::EditSet::from(Edit::replace(tok.span(), "]"));
            problem.fix = fix.union(&close).ok();
        }
        self.close_list();
    }

    fn opening_problem(&mut self) -> Option<&mut crate::Problem> {
        let open = self.frames.last()?.open;
        self.out.problems.iter_mut().rev().find(|p| p.span == open)
    }

    fn close_wrong(&mut self, tok: Tok, found: char) {
        let kind = ProblemKind::WrongBracket { found, expected: ']' };
        self.problem(kind, tok.span(), vec![Edit::replace(tok.span(), "]")]);
        self.close_list();
    }

    /// A `}` in a list: was a `]` meant, or is the `]` missing and the block ends?
    fn brace_for_bracket(&self) -> bool {
        let mut ahead = 1;
        while self.peek_at(ahead).kind == TokenKind::Comma {
            ahead += 1;
        }
        match self.peek_at(ahead).kind {
            TokenKind::CloseBrace => true,
            TokenKind::Ident => {
                self.peek_at(ahead + 1).kind == TokenKind::Assign
                    && self.frames.len() > 2
                    && self.word(self.peek_at(ahead)) != "path"
            }
            _ => false,
        }
    }

    fn unclosed_bracket(&mut self) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let opened_at = frame.open;
        // The comma before the gap stays: Vault takes one before a `]`.
        let end = self.previous_end();
        let edits = vec![Edit::insert(end, "]")];
        self.problem(ProblemKind::UnclosedBracket { opened_at }, opened_at, edits);
        self.close(end);
    }
}
