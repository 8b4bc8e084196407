use text::{Edit, Span};

use super::{Frame, FrameKind, Parser, Pending};
use crate::problem::ProblemKind;
use crate::rule_key::RuleKey;
use crate::token::{Tok, TokenKind};

/// A wider indentation is none.
const WIDEST: usize = 64;

impl Parser<'_> {
    /// The next item of a block or of the text, or its end.
    pub(super) fn item(&mut self) {
        let start = self.at;
        while self.peek().kind.is_key() {
            self.advance();
        }
        let keys: Vec<Tok> = self.tokens.get(start..self.at).unwrap_or_default().to_vec();
        let tok = self.peek();
        if let [key] = keys.as_slice()
            && matches!(tok.kind, TokenKind::Assign | TokenKind::OpenBrace)
            && self.ends_map(*key)
        {
            self.at = start;
            return self.unclosed_brace();
        }
        match (tok.kind, keys.as_slice()) {
            (TokenKind::Assign, _) => self.assigned(keys),
            (TokenKind::OpenBrace, _) => self.block(keys, start),
            (TokenKind::Eof, []) => self.end_of_text(),
            (TokenKind::CloseBrace, []) => self.close_brace(),
            (TokenKind::Comma, []) => self.unexpected_comma(),
            (_, []) => self.stray(tok),
            (TokenKind::Colon, _) => self.colon(keys),
            (TokenKind::Eof | TokenKind::CloseBrace | TokenKind::Comma, _) => {
                self.without_value(&keys);
            }
            (TokenKind::CloseBracket | TokenKind::CloseParen, _) => self.stray(tok),
            _ => self.missing_equals(keys),
        }
    }

    fn in_block(&self) -> bool {
        self.frames.last().is_some_and(|f| f.kind == FrameKind::Object)
    }

    /// Whether the innermost block is a rule's own.
    fn in_rule(&self) -> bool {
        let pending = self.frames.last().and_then(|f| f.pending.as_ref());
        self.frames.len() == 2
            && pending.is_some_and(|p| p.keys.first().is_some_and(|k| self.word(*k) == "path"))
    }

    /// Whether a key is one of the rule around a map of parameters: in a text that lacks a brace, the map was not closed.
    fn ends_map(&self, key: Tok) -> bool {
        let [_, rule, map] = self.frames.as_slice() else { return false };
        let first = |frame: &Frame| Some(self.word(*frame.pending.as_ref()?.keys.first()?));
        let is_map = first(map).and_then(RuleKey::of_word).is_some() && first(rule) == Some("path");
        // A parameter may be called like these two.
        let own = RuleKey::of_word(self.word(key))
            .filter(|key| !matches!(key, RuleKey::Policy | RuleKey::Comment));
        let bare = key.kind == TokenKind::Ident && map.kind == FrameKind::Object;
        bare && is_map && own.is_some() && self.lacks_brace()
    }

    /// Whether more brackets of a kind are opened than closed: a brace may be taken for one that a list lacks.
    fn lacks_brace(&self) -> bool {
        *self.brace_lacks.get_or_init(|| {
            let count = |kind| self.tokens.iter().filter(|tok| tok.kind == kind).count();
            count(TokenKind::OpenBrace) > count(TokenKind::CloseBrace)
                || count(TokenKind::OpenBracket) > count(TokenKind::CloseBracket)
        })
    }

    fn assigned(&mut self, mut keys: Vec<Tok>) {
        let assign = self.peek();
        match keys.as_slice() {
            [] => {
                self.advance();
                self.problem(ProblemKind::MissingKey, assign.span(), vec![]);
                self.value(Pending { keys, assign: Some(assign) });
            }
            [_] => {
                self.advance();
                self.value(Pending { keys, assign: Some(assign) });
            }
            [.., label, last] if last.kind == TokenKind::Ident => {
                let (label_end, last) = (label.span().end, *last);
                keys.pop();
                if !self.in_block() && keys.first().is_some_and(|k| self.word(*k) == "path") {
                    self.missing_open_brace(keys, label_end);
                    self.at -= 1;
                } else {
                    self.report_without_value(&keys);
                    self.advance();
                    let keys = vec![last];
                    self.value(Pending { keys, assign: Some(assign) });
                }
            }
            _ => self.assigned_label(keys, assign),
        }
    }

    /// `path "a" = {`: Vault wants the block without the `=`.
    fn assigned_label(&mut self, keys: Vec<Tok>, assign: Tok) {
        let cut = Span::new(self.previous_end(), assign.span().end);
        let edits = vec![Edit::delete(cut)];
        self.problem(ProblemKind::UnexpectedEquals, assign.span(), edits);
        self.advance();
        let open = self.peek();
        if open.kind == TokenKind::OpenBrace {
            self.advance();
            let pending = Pending { keys, assign: None };
            self.push(FrameKind::Object, open.span(), Some(pending));
        } else {
            // Told already; what it was to be is anyone's guess.
            self.value(Pending { keys: Vec::new(), assign: Some(assign) });
        }
    }

    fn missing_open_brace(&mut self, keys: Vec<Tok>, label_end: usize) {
        let span = keys.last().map_or(Span::at(label_end), |k| k.span());
        let edits = vec![Edit::insert(label_end, " {")];
        self.problem(ProblemKind::MissingOpenBrace, span, edits);
        let pending = Pending { keys, assign: None };
        self.push(FrameKind::Object, Span::at(label_end), Some(pending));
    }

    fn block(&mut self, keys: Vec<Tok>, start: usize) {
        let open = self.peek().span();
        if keys.is_empty() {
            self.problem(ProblemKind::UnnamedBlock, open, vec![]);
        }
        let starts_rule = keys.len() > 1
            && keys.first().is_some_and(|k| self.word(*k) == "path")
            && self.in_rule();
        if starts_rule {
            // Nobody puts a rule into a rule: the one before was not closed.
            self.at = start;
            self.unclosed_brace();
            return;
        }
        self.advance();
        self.push(FrameKind::Object, open, Some(Pending { keys, assign: None }));
    }

    /// The innermost block ends here without its brace.
    fn unclosed_brace(&mut self) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let (opened_at, end) = (frame.open, self.previous_end());
        let edits = match self.is_full() {
            true => vec![],
            false => vec![self.closing_brace(opened_at.start, end)],
        };
        let span = if opened_at.is_empty() { Span::at(end) } else { opened_at };
        self.problem(ProblemKind::UnclosedBrace { opened_at }, span, edits);
        self.close(end);
    }

    /// The missing brace of a block: on its line, or on a new one below it.
    fn closing_brace(&self, open: usize, end: usize) -> Edit {
        let one_line = !self.has_line_end(Span::new(open, end));
        let brace = match self.frames.as_slice() {
            _ if one_line => " }".to_owned(),
            [_, _, _, ..] => format!("\n{}}}", self.indent(open)),
            _ => "\n}".to_owned(),
        };
        Edit::insert(self.end_of_line_comment(end), self.layout.adapt(&brace))
    }

    /// What the line of a place begins with, as far as that is no more than an indentation. Many blocks may be on one
    /// long line, so it is not searched for.
    fn indent(&self, at: usize) -> &str {
        let ends = self.line_ends();
        let before = ends.partition_point(|end| *end < at).checked_sub(1);
        let start = before.and_then(|last| ends.get(last)).map_or(0, |end| end + 1);
        let line = self.text.get(start..).unwrap_or_default();
        let blanks = line.bytes().take(WIDEST).take_while(|b| matches!(b, b' ' | b'\t')).count();
        line.get(..blanks).unwrap_or_default()
    }

    /// Where lines end.
    fn line_ends(&self) -> &[usize] {
        let all = || self.text.match_indices('\n').map(|(at, _)| at).collect();
        self.line_ends.get_or_init(all)
    }

    /// Asked of each block that is not closed, and those may all lie in each other.
    fn has_line_end(&self, place: Span) -> bool {
        let all = self.line_ends();
        all.get(all.partition_point(|at| *at < place.start)).is_some_and(|at| *at < place.end)
    }

    /// A comment after the last token on its line stays there; a brace in it would be lost.
    fn end_of_line_comment(&self, end: usize) -> usize {
        let rest = self.text.get(end..).unwrap_or_default();
        let shown = rest.trim_start_matches([' ', '\t']);
        if shown.starts_with('#') || shown.starts_with("//") {
            let line = rest.split('\n').next().unwrap_or_default();
            return end + line.trim_end().len();
        }
        end
    }

    fn end_of_text(&mut self) {
        if self.in_block() {
            self.unclosed_brace();
        } else {
            self.close(self.text.len());
        }
    }

    fn close_brace(&mut self) {
        if self.in_block() {
            self.advance();
            self.close(self.previous_end());
        } else {
            let tok = self.peek();
            self.stray(tok);
        }
    }

    fn unexpected_comma(&mut self) {
        let span = self.peek().span();
        self.problem(ProblemKind::UnexpectedComma, span, vec![Edit::delete(span)]);
        self.advance();
    }

    /// A token that cannot stand here; the keys before it are let go.
    fn stray(&mut self, tok: Tok) {
        let kind = match tok.kind {
            TokenKind::CloseBrace => ProblemKind::UnopenedBracket('}'),
            TokenKind::CloseBracket => ProblemKind::UnopenedBracket(']'),
            TokenKind::OpenParen => ProblemKind::IllegalCharacter('('),
            TokenKind::CloseParen => ProblemKind::IllegalCharacter(')'),
            kind => ProblemKind::UnexpectedToken(kind),
        };
        let edits = match tok.kind {
            TokenKind::CloseBrace | TokenKind::CloseBracket => vec![Edit::delete(tok.span())],
            _ => vec![],
        };
        self.problem(kind, tok.span(), edits);
        self.advance();
    }

    /// `key: value`, as in YAML or JSON.
    fn colon(&mut self, keys: Vec<Tok>) {
        let colon = self.peek();
        self.advance();
        let assign = self.peek();
        let mut span = colon.span();
        if assign.kind == TokenKind::Assign {
            self.advance();
            span = span.cover(assign.span());
        }
        let label = keys.len() > 1;
        let block = self.peek().kind == TokenKind::OpenBrace;
        let edit = if label && block {
            Edit::delete(span)
        } else {
            Edit::replace(span, if span.start == self.key_end(&keys) { " =" } else { "=" })
        };
        self.problem(ProblemKind::ColonForEquals, span, vec![edit]);
        if !(label && block) {
            return self.value(Pending { keys, assign: Some(colon) });
        }
        let open = self.peek().span();
        self.advance();
        self.push(FrameKind::Object, open, Some(Pending { keys, assign: None }));
    }

    fn key_end(&self, keys: &[Tok]) -> usize {
        keys.last().map_or(self.previous_end(), |k| k.span().end)
    }

    /// Keys, and then something that is neither `=` nor `{`: `capabilities ["read"]`.
    fn missing_equals(&mut self, keys: Vec<Tok>) {
        let end = self.key_end(&keys);
        let span = keys.last().map_or(Span::at(end), |k| k.span());
        let one = keys.len() == 1;
        if !one {
            return self.without_value(&keys);
        }
        // Words after an item on its line may as well be a comment without its `#`.
        let edits = match keys.first().is_some_and(|key| self.follows_on_line(*key)) {
            true => vec![],
            false => vec![Edit::insert(end, " =")],
        };
        self.problem(ProblemKind::MissingEquals, span, edits);
        self.value(Pending { keys, assign: None });
    }

    /// Whether an unknown key is on the line of a value, with nothing between them.
    fn follows_on_line(&self, key: Tok) -> bool {
        let before = self.text.get(..key.span().start).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\t']);
        before.ends_with(['"', ']', '}']) && !self.is_attribute(key)
    }

    /// Keys, and then the end of the block.
    fn without_value(&mut self, keys: &[Tok]) {
        match keys {
            // `policy "read" }`
            [key, value] if value.kind == TokenKind::String && self.is_attribute(*key) => {
                let edits = vec![Edit::insert(key.span().end, " =")];
                self.problem(ProblemKind::MissingEquals, key.span(), edits);
                self.at -= 1;
                self.value(Pending { keys: vec![*key], assign: None });
            }
            _ => {
                self.report_without_value(keys);
                if !matches!(self.peek().kind, TokenKind::Eof | TokenKind::CloseBrace) {
                    self.advance();
                }
            }
        }
    }

    fn is_attribute(&self, key: Tok) -> bool {
        key.kind == TokenKind::Ident && RuleKey::of_word(self.word(key)).is_some()
    }

    fn report_without_value(&mut self, keys: &[Tok]) {
        let words: Vec<&str> = keys.iter().map(|k| self.word(*k)).collect();
        let span = keys.iter().map(|k| k.span()).reduce(Span::cover);
        let span = span.unwrap_or(Span::at(self.previous_end()));
        let key = words.join(" ");
        self.problem(ProblemKind::KeyWithoutValue { key }, span, vec![]);
    }
}
