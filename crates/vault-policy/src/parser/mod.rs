//! The HCL 1 grammar as Vault implements it, gone on after an error.
//!
//! A text without problems is exactly a text that Vault parses, and gives the same tree. After a
//! problem the reader supposes the smallest slip that explains what follows. The brackets that are
//! open lie on a stack of frames: no recursion, whatever the nesting.

mod list;
mod object;
mod value;

use std::cell::OnceCell;

use text::{Edit, Layout, Span};

use crate::ast::{Ast, ItemId, NodeId, NodeKind};
use crate::problem::{MOST_PROBLEMS, Problem, ProblemKind};
use crate::token::{Tok, TokenKind};

/// Brackets nested deeper than this are not followed.
const MOST_FRAMES: usize = 10_000;

#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) ast: Ast,
    pub(crate) problems: Vec<Problem>,
    /// Up to 1.19 a `}` in the wrong place could end a block early, without an error.
    pub(crate) swallows: bool,
}

/// Reads as Vault 1.20 and later do.
pub(crate) fn parse(text: &str, tokens: &[Tok]) -> Parsed {
    run(text, tokens, false)
}

/// Reads as Vault up to 1.19 did: an error at a `}` ends the block around it, if another `}`
/// follows, and what was being read is lost. `None` where that does not save the text.
pub(crate) fn parse_le_1_19(text: &str, tokens: &[Tok]) -> Option<Ast> {
    let parsed = run(text, tokens, true);
    parsed.problems.is_empty().then_some(parsed.ast)
}

fn run(text: &str, tokens: &[Tok], swallowing: bool) -> Parsed {
    let mut parser = Parser {
        text,
        tokens,
        at: 0,
        out: Parsed::default(),
        frames: vec![Frame::new(FrameKind::Top, Span::at(0), None, 0)],
        scratch: Vec::new(),
        swallowing,
        layout: Layout::of(text),
        line_ends: OnceCell::new(),
        brace_lacks: OnceCell::new(),
    };
    while let Some(frame) = parser.frames.last() {
        match frame.kind {
            FrameKind::Top | FrameKind::Object => parser.item(),
            FrameKind::List => parser.element(),
        }
    }
    parser.out
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FrameKind {
    Top,
    Object,
    List,
}

/// An open bracket and what has been read since.
#[derive(Debug)]
struct Frame {
    kind: FrameKind,
    open: Span,
    /// The item whose value this is; `None` inside of a list.
    pending: Option<Pending>,
    /// Where this frame's children begin in `scratch`.
    children: usize,
    /// List: a comma must come before the next element.
    need_comma: bool,
    /// List: the bracket that closes it, for one that was opened with another than `[`.
    closer: TokenKind,
}

impl Frame {
    const fn new(kind: FrameKind, open: Span, pending: Option<Pending>, children: usize) -> Self {
        Self { kind, open, pending, children, need_comma: false, closer: TokenKind::CloseBracket }
    }
}

/// An item whose value is still to come.
#[derive(Clone, Debug)]
struct Pending {
    keys: Vec<Tok>,
    assign: Option<Tok>,
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Tok],
    at: usize,
    out: Parsed,
    frames: Vec<Frame>,
    scratch: Vec<u32>,
    swallowing: bool,
    layout: Layout,
    /// Where lines end, found when it is first asked.
    line_ends: OnceCell<Vec<usize>>,
    /// More braces are opened than closed.
    brace_lacks: OnceCell<bool>,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Tok {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Tok {
        let end = Tok::new(TokenKind::Eof, self.text.len(), self.text.len());
        self.tokens.get(self.at + ahead).copied().unwrap_or(end)
    }

    const fn advance(&mut self) {
        self.at += 1;
    }

    /// Where the last token taken ends.
    fn previous_end(&self) -> usize {
        let previous = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        previous.map_or(0, |t| t.span().end)
    }

    fn word(&self, tok: Tok) -> &'t str {
        tok.span().of(self.text)
    }

    const fn is_full(&self) -> bool {
        self.out.problems.len() >= MOST_PROBLEMS
    }

    fn problem(&mut self, kind: ProblemKind, span: Span, edits: Vec<Edit>) {
        let problem = Problem::new(kind, span);
        if !self.is_full() {
            self.out.problems.push(if edits.is_empty() {
                problem
            } else {
                problem.fixed_by(edits)
            });
        }
    }

    fn push(&mut self, kind: FrameKind, open: Span, pending: Option<Pending>) {
        if self.frames.len() >= MOST_FRAMES {
            self.problem(ProblemKind::TooDeep, open, vec![]);
            self.at = self.tokens.len();
            return;
        }
        let frame = Frame::new(kind, open, pending, self.scratch.len());
        self.frames.push(frame);
    }

    /// Ends the innermost bracket at byte `end` and hands its node to what is around it.
    fn close(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let children = self.scratch.get(frame.children..).unwrap_or_default();
        let kind = match frame.kind {
            FrameKind::Top => {
                let items = children.iter().copied().map(ItemId::of_raw).collect();
                return self.out.ast.set_root(items);
            }
            FrameKind::Object => NodeKind::Object,
            FrameKind::List => NodeKind::List,
        };
        let span = Span::new(frame.open.start, end);
        let node = self.out.ast.add_node(kind, span, children);
        self.scratch.truncate(frame.children);
        self.deliver(node, frame.pending);
    }

    /// A value is complete.
    fn deliver(&mut self, node: NodeId, pending: Option<Pending>) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if frame.kind == FrameKind::List {
            // After a list in a list Vault wants no comma.
            frame.need_comma = self.out.ast.node(node).kind != NodeKind::List;
            self.scratch.push(node.raw());
            return;
        }
        if let Some(Pending { keys, assign }) = pending
            && !keys.is_empty()
        {
            let item = self.out.ast.add_item(&keys, assign, node);
            self.scratch.push(item.raw());
        }
        if self.peek().kind == TokenKind::Comma {
            self.advance();
        }
    }

    /// In the old versions: an error at a `}` ends the block around it.
    fn swallow(&mut self) -> bool {
        self.out.swallows = true;
        if !self.swallowing {
            return false;
        }
        while self.frames.last().is_some_and(|f| f.kind == FrameKind::List) {
            if let Some(list) = self.frames.pop() {
                self.scratch.truncate(list.children);
            }
        }
        let in_block = self.frames.last().is_some_and(|f| f.kind == FrameKind::Object);
        if !in_block || self.peek_at(1).kind != TokenKind::CloseBrace {
            return false;
        }
        self.at += 2;
        self.close(self.previous_end());
        true
    }
}

/// Keys whose value is a list of texts.
fn wants_list(key: &str) -> bool {
    matches!(
        key.trim_matches('"'),
        "capabilities"
            | "required_parameters"
            | "mfa_methods"
            | "subscribe_event_types"
            | "controlled_capabilities"
            | "group_names"
            | "group_ids"
    )
}
