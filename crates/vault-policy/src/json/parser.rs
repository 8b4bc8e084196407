use text::{Edit, Span};

use super::scanner::Scanner;
use crate::ast::{Ast, ItemId, NodeId, NodeKind};
use crate::problem::{Problem, ProblemKind};
use crate::token::{Tok, TokenKind};

const MOST_FRAMES: usize = 10_000;

#[derive(Debug, Default)]
pub(crate) struct ParsedJson {
    pub(crate) ast: Ast,
    pub(crate) tokens: Vec<Tok>,
    pub(crate) problems: Vec<Problem>,
    /// Where Vault stopped reading.
    pub(crate) end: usize,
    /// Why it stopped early.
    pub(crate) stop: Option<Stop>,
}

/// A place at which an object of JSON ends although neither a comma nor a `}` is there, or a list without its `]`. Vault
/// takes the text, and reads nothing that follows, or not the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The end of what is read.
    pub after: usize,
    /// What is there instead of a comma.
    pub next: Span,
    /// It is a text, as another member begins.
    pub is_member: bool,
    /// It is the `}` after a list that has no `]`, and the list is lost.
    pub is_list: bool,
}

/// Reads the object a text begins with. What follows it, Vault does not look at.
pub(crate) fn parse(text: &str) -> ParsedJson {
    let mut parser = Parser {
        text,
        scanner: Scanner::new(text),
        tok: Tok::new(TokenKind::Eof, 0, 0),
        ast: Ast::default(),
        frames: Vec::new(),
        scratch: Vec::new(),
        fault: None,
        after_item: false,
        stop: None,
    };
    parser.run();
    let end = parser.scanner.at();
    let mut problems = parser.scanner.problems;
    // After a fault in the characters, a fault of the structure at the same place is an echo.
    let echo = |p: &Problem, fault: &Problem| p.span.overlaps(fault.span);
    if let Some(fault) = parser.fault
        && !problems.iter().any(|p| echo(p, &fault))
    {
        problems.push(fault);
    }
    let stop = parser.stop;
    ParsedJson { ast: parser.ast, end, stop, tokens: parser.scanner.tokens, problems }
}

#[derive(Debug)]
struct Frame {
    list: bool,
    open: usize,
    /// Keys and colon of the item whose value this is; in a list nothing.
    keys: Vec<Tok>,
    colon: Option<Tok>,
    children: usize,
}

struct Parser<'t> {
    text: &'t str,
    scanner: Scanner<'t>,
    tok: Tok,
    ast: Ast,
    frames: Vec<Frame>,
    scratch: Vec<u32>,
    fault: Option<Problem>,
    /// A member is complete; what follows it is still to be seen.
    after_item: bool,
    stop: Option<Stop>,
}

impl Parser<'_> {
    fn scan(&mut self) -> Tok {
        self.tok = self.scanner.scan();
        self.tok
    }

    fn run(&mut self) {
        let tok = self.scan();
        if tok.kind != TokenKind::OpenBrace {
            // Only with white space before the brace that JSON does not know.
            return self.fault(ProblemKind::UnexpectedToken(tok.kind));
        }
        self.open(tok, false, Vec::new(), None);
        while let Some(frame) = self.frames.last() {
            if self.fault.is_some() {
                self.close();
            } else if self.after_item {
                self.after_item = false;
                let after = self.tok.span().end;
                // Anything but a comma ends the object, whatever it is.
                if self.scan().kind != TokenKind::Comma {
                    self.stop(after);
                    self.close();
                }
            } else if frame.list {
                self.element();
            } else {
                self.member();
            }
        }
    }

    fn open(&mut self, tok: Tok, list: bool, keys: Vec<Tok>, colon: Option<Tok>) {
        if self.frames.len() >= MOST_FRAMES {
            return self.fault(ProblemKind::TooDeep);
        }
        self.frames.push(Frame {
            list,
            open: tok.span().start,
            keys,
            colon,
            children: self.scratch.len(),
        });
    }

    /// Keeps the first place at which an object ends too early.
    fn stop(&mut self, after: usize) {
        let (kind, next) = (self.tok.kind, self.tok.span());
        if !matches!(kind, TokenKind::CloseBrace | TokenKind::Eof) {
            let is_member = kind == TokenKind::String;
            self.stop.get_or_insert(Stop { after, next, is_member, is_list: false });
        }
    }

    /// A member of an object: keys, colon, value.
    fn member(&mut self) {
        let mut keys = Vec::new();
        loop {
            let tok = self.scan();
            match tok.kind {
                TokenKind::String => keys.push(tok),
                TokenKind::Colon if !keys.is_empty() => return self.value(keys, tok),
                // The object ends where the text does, without an error.
                TokenKind::Eof => return self.close(),
                kind => {
                    self.error(kind);
                    let brackets = [TokenKind::OpenBrace, TokenKind::OpenBracket];
                    if let Some(key) = keys.last().filter(|_| brackets.contains(&kind)) {
                        let colon = Edit::insert(key.span().end, ":");
                        let missing = Problem::new(ProblemKind::MissingColon, key.span());
                        self.fault = Some(missing.fixed_by([colon]));
                    }
                    return;
                }
            }
        }
    }

    fn value(&mut self, keys: Vec<Tok>, colon: Tok) {
        let tok = self.scan();
        match tok.kind {
            TokenKind::OpenBrace => self.open(tok, false, keys, Some(colon)),
            TokenKind::OpenBracket => self.open(tok, true, keys, Some(colon)),
            TokenKind::Eof => self.close(),
            kind if is_literal(kind) || kind == TokenKind::Null => {
                let node = self.ast.add_leaf(NodeKind::Scalar(kind), tok.span());
                self.add_item(&keys, Some(colon), node);
            }
            kind => self.error(kind),
        }
    }

    fn add_item(&mut self, keys: &[Tok], colon: Option<Tok>, value: NodeId) {
        let item = self.ast.add_item(keys, colon, value);
        self.scratch.push(item.raw());
        self.after_item = true;
    }

    fn element(&mut self) {
        let tok = self.scan();
        match tok.kind {
            // Truth values and brackets in a list are passed over.
            TokenKind::Comma | TokenKind::Bool | TokenKind::OpenBracket => {}
            kind if is_literal(kind) => {
                let node = self.ast.add_leaf(NodeKind::Scalar(kind), tok.span());
                self.scratch.push(node.raw());
            }
            TokenKind::OpenBrace => self.open(tok, false, Vec::new(), None),
            TokenKind::CloseBracket => self.close(),
            kind => self.error(kind),
        }
    }

    /// An error at a `}` ends the object around it; what was being read is lost. Any other is one.
    fn error(&mut self, kind: TokenKind) {
        if kind != TokenKind::CloseBrace {
            return self.fault(ProblemKind::UnexpectedToken(kind));
        }
        while self.frames.last().is_some_and(|f| f.list) {
            let last =
                self.scanner.tokens.iter().rev().find(|t| t.span().end <= self.tok.span().start);
            let (after, next) = (last.map_or(0, |t| t.span().end), self.tok.span());
            self.stop.get_or_insert(Stop { after, next, is_member: false, is_list: true });
            if let Some(list) = self.frames.pop() {
                self.scratch.truncate(list.children);
            }
        }
        self.close();
    }

    fn fault(&mut self, kind: ProblemKind) {
        let mut span = self.tok.span();
        if span.is_empty() {
            let last = self.scanner.tokens.last();
            span = last.map_or(Span::at(self.text.len()), |t| t.span());
        }
        self.fault = Some(Problem::new(kind, span));
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let children = self.scratch.get(frame.children..).unwrap_or_default();
        let span = Span::new(frame.open, self.tok.span().end);
        let kind = if frame.list { NodeKind::List } else { NodeKind::Object };
        if self.frames.is_empty() {
            let items = children.iter().copied().map(ItemId::of_raw).collect();
            return self.ast.set_root(items);
        }
        let node = self.ast.add_node(kind, span, children);
        self.scratch.truncate(frame.children);
        if self.frames.last().is_some_and(|f| f.list) {
            self.scratch.push(node.raw());
        } else {
            self.add_item(&frame.keys, frame.colon, node);
        }
    }
}

const fn is_literal(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Number | TokenKind::Float | TokenKind::String | TokenKind::Bool)
}
