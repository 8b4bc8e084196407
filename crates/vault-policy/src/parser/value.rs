use text::{Edit, Span};

use super::{FrameKind, Parser, Pending, wants_list};
use crate::ast::NodeKind;
use crate::problem::ProblemKind;
use crate::token::{Tok, TokenKind};

impl Parser<'_> {
    /// The value of an item whose `=` has been taken.
    pub(super) fn value(&mut self, pending: Pending) {
        let key = pending.keys.first().map_or("", |k| self.word(*k));
        let list = wants_list(key);
        let tok = self.peek();
        match tok.kind {
            kind if kind.is_scalar() => self.scalar(pending, list),
            TokenKind::OpenBrace if list && self.holds_texts() => self.foreign_list(pending, '{'),
            TokenKind::OpenParen if list => self.foreign_list(pending, '('),
            TokenKind::OpenBrace => {
                self.advance();
                self.push(FrameKind::Object, tok.span(), Some(pending));
            }
            TokenKind::OpenBracket => {
                self.advance();
                self.push(FrameKind::List, tok.span(), Some(pending));
            }
            TokenKind::Ident if !self.starts_item() => self.bare_value(pending, list),
            // A `key =` at the very end of the text is dropped by Vault without a word.
            TokenKind::Eof => {}
            TokenKind::CloseBrace if self.swallow() => {}
            TokenKind::CloseBracket => {
                let end = tok.span().start;
                let edits = vec![Edit::insert(end, "[")];
                self.problem(ProblemKind::MissingOpenBracket, tok.span(), edits);
                self.advance();
            }
            TokenKind::Comma | TokenKind::CloseBrace | TokenKind::Ident => {
                let span = pending.assign.unwrap_or(tok).span();
                let key = key.to_owned();
                self.problem(ProblemKind::MissingValue { key }, span, vec![]);
            }
            kind => {
                self.advance();
                let mut edits = Vec::new();
                if is_sign_of_value(kind) {
                    edits.push(Edit::delete(tok.span()));
                }
                self.pass_over(&mut edits);
                self.problem(ProblemKind::UnexpectedToken(kind), tok.span(), edits);
                self.value(pending);
            }
        }
    }

    /// Passes over what cannot begin a value; a second sign in front of it is taken out.
    fn pass_over(&mut self, edits: &mut Vec<Edit>) {
        loop {
            let tok = self.peek();
            match tok.kind {
                kind if is_sign_of_value(kind) => edits.push(Edit::delete(tok.span())),
                TokenKind::Sign | TokenKind::OpenParen | TokenKind::CloseParen => {}
                _ => return,
            }
            self.advance();
        }
    }

    fn scalar(&mut self, pending: Pending, list: bool) {
        let tok = self.peek();
        self.advance();
        let path = pending.keys.first().is_some_and(|k| self.word(*k) == "path");
        if path && tok.kind == TokenKind::String && self.peek().kind == TokenKind::OpenBrace {
            return self.assigned_path(pending, tok);
        }
        if list && tok.kind == TokenKind::String && self.more_texts(0) {
            return self.unopened_list(pending, tok);
        }
        let node = self.out.ast.add_leaf(NodeKind::Scalar(tok.kind), tok.span());
        self.deliver(node, Some(pending));
    }

    /// `path = "a" {`
    fn assigned_path(&mut self, pending: Pending, label: Tok) {
        if let Some(assign) = pending.assign
            && assign.kind == TokenKind::Assign
        {
            let key_end = pending.keys.last().map_or(assign.span().start, |k| k.span().end);
            let cut = Span::new(key_end, label.span().start);
            let edits = vec![Edit::replace(cut, " ")];
            self.problem(ProblemKind::UnexpectedEquals, assign.span(), edits);
        } else if let Some(problem) = self.out.problems.last_mut() {
            // `path: "a" {`: the colon is to go, not to become a `=`.
            let cut = problem.span;
            *problem = problem.clone().fixed_by([Edit::delete(cut)]);
        }
        let mut keys = pending.keys;
        keys.push(label);
        let open = self.peek().span();
        self.advance();
        self.push(FrameKind::Object, open, Some(Pending { keys, assign: None }));
    }

    /// Whether a comma and another text follow, as in a list.
    fn more_texts(&self, ahead: usize) -> bool {
        let after = self.peek_at(ahead + 2).kind;
        (self.peek_at(ahead).kind == TokenKind::CloseBracket)
            || (self.peek_at(ahead).kind == TokenKind::Comma
                && self.peek_at(ahead + 1).kind == TokenKind::String
                && !matches!(after, TokenKind::Assign | TokenKind::OpenBrace | TokenKind::Colon))
    }

    /// `capabilities = "read", "list"`, perhaps with a `]` at the end.
    fn unopened_list(&mut self, pending: Pending, first: Tok) {
        let mut elements = vec![first];
        while self.peek().kind == TokenKind::Comma && self.more_texts(0) {
            self.advance();
            elements.push(self.peek());
            self.advance();
        }
        let start = first.span().start;
        let end = self.previous_end();
        let mut edits = vec![Edit::insert(start, "[")];
        let mut kind = ProblemKind::MissingOpenBracket;
        if self.peek().kind == TokenKind::CloseBracket {
            self.advance();
        } else {
            let key = pending.keys.first().map_or("", |k| self.word(*k)).to_owned();
            kind = ProblemKind::BareString { key };
            edits.push(Edit::insert(end, "]"));
        }
        self.problem(kind, Span::new(start, end), edits);
        self.list_of(pending, &elements, Span::new(start, self.previous_end()));
    }

    fn list_of(&mut self, pending: Pending, elements: &[Tok], span: Span) {
        let scalar = |tok: &Tok| match tok.kind {
            TokenKind::Ident => NodeKind::Bare,
            kind => NodeKind::Scalar(kind),
        };
        let ast = &mut self.out.ast;
        let nodes: Vec<u32> =
            elements.iter().map(|t| ast.add_leaf(scalar(t), t.span()).raw()).collect();
        let node = ast.add_node(NodeKind::List, span, &nodes);
        self.deliver(node, Some(pending));
    }

    /// A function of Terraform, which quotes would not turn into a value.
    pub(super) fn is_call(&self, word: Tok) -> bool {
        self.text.get(word.span().end..).is_some_and(|rest| rest.starts_with('('))
    }

    /// A word without quotes.
    fn bare_value(&mut self, pending: Pending, list: bool) {
        let tok = self.peek();
        self.advance();
        let (open, close) = if list { ("[\"", "\"]") } else { ("\"", "\"") };
        let word = self.word(tok).to_owned();
        // Of other languages; in quotes it would only be wrong in another way.
        let null = word == "null";
        let is_call = self.is_call(tok);
        let quoted =
            || vec![Edit::insert(tok.span().start, open), Edit::insert(tok.span().end, close)];
        let edits = if null || is_call { vec![] } else { quoted() };
        self.problem(ProblemKind::UnquotedWord { word }, tok.span(), edits);
        if list {
            let elements: &[Tok] = if null { &[] } else { &[tok] };
            return self.list_of(pending, elements, tok.span());
        }
        let node = self.out.ast.add_leaf(NodeKind::Bare, tok.span());
        self.deliver(node, Some(pending));
    }

    /// Whether the token begins an item: a value must be missing before it.
    pub(super) fn starts_item(&self) -> bool {
        let next = self.peek_at(1).kind;
        matches!(next, TokenKind::Assign | TokenKind::OpenBrace | TokenKind::Colon)
            || (next == TokenKind::String && self.word(self.peek()) == "path")
    }

    /// Whether the block that begins here is a list in the wrong brackets.
    fn holds_texts(&self) -> bool {
        let after = self.peek_at(2).kind;
        matches!(self.peek_at(1).kind, TokenKind::String | TokenKind::Ident)
            && matches!(
                after,
                TokenKind::Comma
                    | TokenKind::CloseBrace
                    | TokenKind::CloseBracket
                    | TokenKind::String
            )
    }

    fn foreign_list(&mut self, pending: Pending, found: char) {
        let open = self.peek().span();
        self.advance();
        let kind = ProblemKind::WrongBracket { found, expected: '[' };
        self.problem(kind, open, vec![Edit::replace(open, "[")]);
        self.push(FrameKind::List, open, Some(pending));
        if let Some(frame) = self.frames.last_mut() {
            frame.closer = match found {
                '{' => TokenKind::CloseBrace,
                _ => TokenKind::CloseParen,
            };
        }
    }
}

/// What stands between a key and its value, here or in other languages.
fn is_sign_of_value(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Assign | TokenKind::Colon)
}
