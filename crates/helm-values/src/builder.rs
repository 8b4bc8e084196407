//! From the reader's events to the tree.

use std::collections::HashMap;

use text::Span;

use crate::events::{Event, EventKind, Properties};
use crate::replaced::Replaced;
use crate::scalar::resolve;
use crate::tree::{
    Alias, Entry, Item, Kind, Mapping, Node, NodeId, Property, Scalar, Sequence, Style,
};

/// The nodes of one piece while its events come in. Offsets of events are those of the piece; nodes
/// get offsets of the original text.
pub(crate) struct Builder<'t> {
    piece: &'t str,
    base: usize,
    pub(crate) nodes: &'t mut Vec<Node>,
    /// The root of every document; none for an empty one.
    pub(crate) roots: Vec<Option<NodeId>>,
    open: Vec<Open>,
    anchors: HashMap<String, NodeId>,
    /// Where scalars, aliases and properties stand: no comment begins inside.
    pub(crate) tokens: Vec<Span>,
    /// What the piece has other letters for.
    replaced: &'t Replaced,
    /// Where in the piece the first document is over.
    pub(crate) done: Option<usize>,
    /// Where a second document's first node stands.
    pub(crate) ignored: Option<usize>,
}

struct Open {
    id: NodeId,
    key: Option<NodeId>,
}

impl<'t> Builder<'t> {
    pub(crate) fn new(
        piece: &'t str,
        replaced: &'t Replaced,
        base: usize,
        nodes: &'t mut Vec<Node>,
    ) -> Self {
        Self {
            piece,
            base,
            nodes,
            roots: Vec::new(),
            open: Vec::new(),
            anchors: HashMap::new(),
            tokens: Vec::new(),
            replaced,
            done: None,
            ignored: None,
        }
    }

    pub(crate) fn take(&mut self, event: Event) {
        let all = Span::new(event.start, event.end);
        match event.kind {
            EventKind::DocumentStart => {
                self.anchors.clear();
                self.roots.push(None);
            }
            EventKind::DocumentEnd => {
                self.open.clear();
                self.done.get_or_insert(all.end);
            }
            EventKind::Alias(name) => {
                let target = self.anchors.get(&name).copied();
                self.tokens.push(self.outer(all));
                self.add(all, Kind::Alias(Alias { name, target }), Properties::default());
            }
            EventKind::Scalar { text, style, plain, properties } => {
                let all = self.without_line_ends(all, style);
                let text = self.replaced.restored(text, all, self.piece, style).into();
                let value = resolve(&text, properties.tag.as_deref(), plain);
                let scalar = Scalar { text, style, value };
                self.tokens.push(self.token(all, style));
                self.add(all, Kind::Scalar(scalar), properties);
            }
            EventKind::SequenceStart { flow, properties } => {
                let items = Vec::new();
                self.push(all, Kind::Sequence(Sequence { items, flow }), properties);
            }
            EventKind::MappingStart { flow, properties } => {
                let entries = Vec::new();
                self.push(all, Kind::Mapping(Mapping { entries, flow }), properties);
            }
            EventKind::End => self.close(all),
        }
    }

    /// Where the first document's content ends.
    pub(crate) fn end(&self) -> usize {
        let root = self.roots.first().copied().flatten();
        root.and_then(|id| self.node(id)).map_or(0, |node| node.full_span().end)
    }

    fn push(&mut self, all: Span, kind: Kind, properties: Properties) {
        let id = self.add(all, kind, properties);
        self.open.push(Open { id, key: None });
    }

    /// The end of a block is noticed at the next token, far after its last line; so it ends where
    /// its last child ends.
    fn close(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        let last = self.last_end(open.id);
        let bracket = matches!(
            end.end.checked_sub(1).and_then(|at| self.piece.as_bytes().get(at)),
            Some(b']' | b'}')
        );
        let end = self.outer(end).end;
        let Some(node) = self.nodes.get_mut(open.id.0 as usize) else {
            return;
        };
        let flow = match &node.kind {
            Kind::Mapping(mapping) => mapping.flow,
            Kind::Sequence(sequence) => sequence.flow,
            _ => false,
        };
        // `[a: b]` holds a map without braces.
        node.span.end = match last {
            Some(last) if !(flow && bracket) => last,
            None if !flow => node.span.start,
            _ => end,
        };
    }

    /// Where the last child ends.
    fn last_end(&self, id: NodeId) -> Option<usize> {
        let last = match &self.node(id)?.kind {
            Kind::Mapping(mapping) => mapping.entries.last()?.value,
            Kind::Sequence(sequence) => {
                let item = sequence.items.last()?;
                let end = self.node(item.value)?.full_span().end;
                return Some(end.max(item.span.end));
            }
            _ => return None,
        };
        Some(self.node(last)?.full_span().end)
    }

    fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    fn add(&mut self, all: Span, kind: Kind, properties: Properties) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let (anchor, tag, content) = self.properties(all, properties);
        if let Some(anchor) = &anchor {
            self.anchors.insert(anchor.name.clone(), id);
        }
        let (anchor, tag) = (anchor.map(Box::new), tag.map(Box::new));
        let parent = self.open.last().map(|open| open.id);
        if self.done.is_some() && !content.is_empty() {
            self.ignored.get_or_insert(self.outer(all).start);
        }
        self.nodes.push(Node { span: self.outer(content), kind, anchor, tag, parent });
        self.attach(id);
        id
    }

    /// Hangs a new node into the open mapping or sequence.
    fn attach(&mut self, id: NodeId) {
        let Some(open) = self.open.last_mut() else {
            if let Some(root) = self.roots.last_mut() {
                *root = Some(id);
            }
            return;
        };
        let parent = open.id;
        let span = self.nodes.get(id.0 as usize).map_or(Span::default(), Node::full_span);
        match self.nodes.get_mut(parent.0 as usize).map(|n| &mut n.kind) {
            Some(Kind::Sequence(sequence)) => sequence.items.push(Item { value: id, span }),
            Some(Kind::Mapping(mapping)) => match open.key.take() {
                None => open.key = Some(id),
                Some(key) => mapping.entries.push(Entry {
                    key,
                    value: id,
                    name: None,
                    merge: false,
                    span,
                    lines: None,
                }),
            },
            _ => {}
        }
    }

    /// Finds `&anchor` and `!tag` in front of a node and what is left after them.
    fn properties(
        &self,
        all: Span,
        given: Properties,
    ) -> (Option<Property>, Option<Property>, Span) {
        let (mut anchor, mut tag) = (None, None);
        if given.anchor.is_none() && given.tag.is_none() {
            return (None, None, all);
        }
        let mut at = all.start;
        loop {
            let rest = self.piece.get(at..).unwrap_or_default();
            let first = rest.as_bytes().first();
            if !matches!(first, Some(b'&' | b'!')) {
                break;
            }
            let length = rest
                .find(|c: char| {
                    c.is_ascii_whitespace() || (first == Some(&b'&') && ",[]{}".contains(c))
                })
                .unwrap_or(rest.len());
            let span = self.outer(Span::new(at, at + length));
            if first == Some(&b'&') {
                anchor = given.anchor.clone().map(|name| Property { name, span });
            } else {
                let name = given.tag.clone().unwrap_or_else(|| "!".to_owned());
                tag = Some(Property { name, span });
            }
            at = skip_blank(self.piece, at + length, all.end.max(at + length));
        }
        (anchor, tag, Span::new(at.min(all.end.max(all.start)), all.end))
    }

    /// The reader counts the empty lines after a block scalar in.
    fn without_line_ends(&self, all: Span, style: Style) -> Span {
        if !matches!(style, Style::Literal | Style::Folded) {
            return all;
        }
        let text = all.of(self.piece);
        Span::new(all.start, all.start + text.trim_end().len())
    }

    /// Where no comment can begin: a block scalar's header line can have one.
    fn token(&self, all: Span, style: Style) -> Span {
        let skip = match style {
            Style::Literal | Style::Folded => all.of(self.piece).find('\n').unwrap_or(0),
            _ => 0,
        };
        self.outer(Span::new(all.start + skip, all.end))
    }

    fn outer(&self, span: Span) -> Span {
        span.shifted(self.base)
    }
}

fn skip_blank(text: &str, at: usize, end: usize) -> usize {
    let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
    let rest = text.as_bytes().get(at..end).unwrap_or_default();
    at + rest.iter().take_while(|b| blank(b)).count()
}
