use std::sync::Arc;

use text::{Edit, Span};

use crate::comments::Comment;
use crate::convert::{Converted, convert};
use crate::helm::Helm;
use crate::map::Map;
use crate::merge::overlay;
use crate::odd::{oddities, separators};
use crate::problem::{Problem, ProblemKind};
use crate::recover::read_piece;
use crate::repair::repair;
use crate::source::{Source, pieces};
use crate::tree::{Mapping, Node, NodeId};
use crate::value::{Data, Value};
use crate::{comments, shape};

/// A values file, read as far as it can be read.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    nodes: Vec<Node>,
    pieces: Vec<Piece>,
    problems: Vec<Problem>,
    comments: Vec<Comment>,
}

/// What stands between two `---` lines.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its place, `---` line included.
    pub span: Span,
    /// Its first node; none in a piece of comments alone.
    pub root: Option<NodeId>,
    /// What Helm makes of it; null when it is empty.
    pub value: Value,
}

/// Reads a values file. Any text gives a document.
pub fn parse(text: &str) -> Document {
    let mut source = Source::new(text);
    let mut document = Document {
        text: text.to_owned(),
        nodes: Vec::new(),
        pieces: Vec::new(),
        problems: Vec::new(),
        comments: Vec::new(),
    };
    let mut tokens = Vec::new();
    for piece in pieces(&source.work) {
        tokens.extend(document.add(text, &mut source, piece));
    }
    document.settle(text, source.problems);
    document.comments = comments::find(text, &tokens);
    document.nodes.shrink_to_fit();
    document
}

/// Reading it, piece by piece.
impl Document {
    /// Reads the next piece; what it returns are the reader's tokens.
    fn add(&mut self, text: &str, source: &mut Source, piece: Span) -> Vec<Span> {
        let (first, shift) = (self.nodes.len(), source.shift);
        let read = read_piece(text, &mut source.work, piece, shift, &mut self.nodes);
        for node in self.nodes.get_mut(first..).unwrap_or_default() {
            node.span = fit(text, node.span);
            source.mark.into_iter().for_each(|mark| node.restore(mark, '\u{feff}'));
        }
        let mut problems = read.problems;
        problems.extend(shape::complete(text, &mut self.nodes, first));
        let converted = match read.root {
            Some(root) => convert(&self.nodes, root),
            None => Converted::empty(),
        };
        problems.extend(converted.problems.into_iter().map(|problem| repair(text, problem)));
        problems.extend(oddities(text, &self.nodes, first));
        problems.extend(separators(piece, &source.work, shift));
        // With lines left out the rest may look like text.
        if problems.iter().filter(|p| p.fatal).count() > 1 {
            problems.retain(|p| !matches!(p.kind, ProblemKind::NotAMap(_)));
        }
        problems.iter_mut().for_each(|problem| problem.piece = self.pieces.len());
        self.problems.extend(problems);
        let span = Span::new(piece.start + shift, (piece.end + shift).min(text.len()));
        self.pieces.push(Piece { span, root: read.root, value: converted.value });
        read.tokens
    }

    /// Adds the problems of the text as such, and puts all of them in order, at whole characters.
    fn settle(&mut self, text: &str, of_the_text: Vec<Problem>) {
        for mut problem in of_the_text {
            let inside = |piece: &Piece| piece.span.contains(problem.span);
            problem.piece = self.pieces.iter().position(inside).unwrap_or(0);
            self.problems.push(problem);
        }
        for problem in &mut self.problems {
            problem.span = fit(text, problem.span);
            let whole = |edit: &Edit| fit(text, edit.span) == edit.span;
            problem.fix = problem.fix.take().filter(|fix| fix.edits().iter().all(whole));
        }
        text::sort_by_key(&mut self.problems, |problem| (problem.span, !problem.fatal));
    }
}

/// Where something was blanked, places may fall into the middle of a character; and the reader may
/// count the line end in that it was given on top.
fn fit(text: &str, span: Span) -> Span {
    let start = text.floor_char_boundary(span.start);
    Span::new(start, text.ceil_char_boundary(span.end.min(text.len())))
}

impl Document {
    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Everything that is wrong, first place first. What could be read around it is in the tree.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// All comments, first place first.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The documents of the file, split at `---`.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The first node of every document that has one.
    pub fn roots(&self) -> impl DoubleEndedIterator<Item = NodeId> + '_ {
        self.pieces.iter().filter_map(|piece| piece.root)
    }

    /// A node by its number; none for a number of another document.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// What Helm makes of a node and what is below it.
    pub(crate) fn value_of(&self, id: NodeId) -> Value {
        convert(&self.nodes, id).value
    }

    /// All nodes in the order of the text, parents first.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        (0u32..).map(NodeId).zip(&self.nodes)
    }

    /// All mappings in the order of the text, outer ones first.
    pub fn mappings(&self) -> impl Iterator<Item = (NodeId, &Mapping)> {
        self.nodes().filter_map(|(id, node)| Some((id, node.as_mapping()?)))
    }

    /// The values as Helm gets them, always a map. With problems it is what the readable rest gives;
    /// [`Document::refusal`] tells whether Helm would take the file at all.
    pub fn values(&self, helm: Helm) -> Value {
        let mut values: Arc<Map> = Arc::default();
        let mut origin = None;
        for piece in self.read_by(helm) {
            origin = origin.or(piece.value.origin);
            if let Data::Map(map) = &piece.value.data {
                overlay(&mut values, map);
            }
        }
        Value { data: Data::Map(values), origin }
    }

    /// Why Helm would not take the file; none when it does.
    pub fn refusal(&self, helm: Helm) -> Option<&Problem> {
        let read = self.read_by(helm).len();
        let mut fatal = self.problems.iter().filter(|problem| {
            problem.fatal && problem.piece < read && problem.only.is_none_or(|only| only == helm)
        });
        fatal.next()
    }

    /// The documents that this Helm reads.
    pub fn read_by(&self, helm: Helm) -> &[Piece] {
        let count = match helm {
            Helm::V3 => 1 + usize::from(self.begins_with_comments()),
            Helm::V4 => self.pieces.len(),
        };
        self.pieces.get(..count).unwrap_or(&self.pieces)
    }

    /// Comments before the first `---` are no document.
    fn begins_with_comments(&self) -> bool {
        let none =
            |piece: &Piece| piece.root.is_none() && !piece.span.of(&self.text).starts_with("---");
        self.pieces.first().is_some_and(none)
            && !self.problems.iter().any(|p| p.piece == 0 && p.fatal)
    }
}
