//! The tree of a text. Nodes lie in vectors and name each other by number, so that a tree of any
//! depth is built, walked and dropped without recursion.

use text::Span;

use crate::token::{Tok, TokenKind};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ItemId(u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// A value of this kind of token.
    Scalar(TokenKind),
    /// A word without quotes: no value for Vault, a text for the reader.
    Bare,
    List,
    Object,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) span: Span,
    first: u32,
    count: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    first_key: u32,
    keys: u32,
    /// The `=` (in JSON the `:`), absent before a block.
    pub(crate) assign: Option<Tok>,
    pub(crate) value: NodeId,
}

#[derive(Debug, Default)]
pub(crate) struct Ast {
    nodes: Vec<Node>,
    items: Vec<Item>,
    keys: Vec<Tok>,
    /// Children of lists (nodes) and of objects (items), each parent's in a row.
    links: Vec<u32>,
    root: Vec<ItemId>,
}

const fn narrow(n: usize) -> u32 {
    n as u32
}

impl Ast {
    pub(crate) fn add_leaf(&mut self, kind: NodeKind, span: Span) -> NodeId {
        self.add_node(kind, span, &[])
    }

    pub(crate) fn add_node(&mut self, kind: NodeKind, span: Span, children: &[u32]) -> NodeId {
        let first = narrow(self.links.len());
        self.links.extend_from_slice(children);
        self.nodes.push(Node { kind, span, first, count: narrow(children.len()) });
        NodeId(narrow(self.nodes.len() - 1))
    }

    pub(crate) fn add_item(&mut self, keys: &[Tok], assign: Option<Tok>, value: NodeId) -> ItemId {
        let first_key = narrow(self.keys.len());
        self.keys.extend_from_slice(keys);
        self.items.push(Item { first_key, keys: narrow(keys.len()), assign, value });
        ItemId(narrow(self.items.len() - 1))
    }

    pub(crate) fn set_root(&mut self, items: Vec<ItemId>) {
        self.root = items;
    }

    pub(crate) fn root(&self) -> &[ItemId] {
        &self.root
    }

    pub(crate) fn node(&self, id: NodeId) -> Node {
        self.nodes.get(id.0 as usize).copied().unwrap_or(Node {
            kind: NodeKind::Object,
            span: Span::at(0),
            first: 0,
            count: 0,
        })
    }

    pub(crate) fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(id.0 as usize)
    }

    pub(crate) fn keys(&self, item: &Item) -> &[Tok] {
        let first = item.first_key as usize;
        self.keys.get(first..first + item.keys as usize).unwrap_or_default()
    }

    fn links(&self, id: NodeId) -> &[u32] {
        let node = self.node(id);
        let first = node.first as usize;
        self.links.get(first..first + node.count as usize).unwrap_or_default()
    }

    /// The elements of a list.
    pub(crate) fn elements(&self, list: NodeId) -> impl Iterator<Item = NodeId> {
        self.links(list).iter().copied().map(NodeId)
    }

    /// All objects but the root.
    pub(crate) fn objects(&self) -> impl Iterator<Item = NodeId> {
        let objects = self.nodes.iter().enumerate();
        let objects = objects.filter(|(_, node)| node.kind == NodeKind::Object);
        objects.map(|(at, _)| NodeId(narrow(at)))
    }

    /// The items of an object.
    pub(crate) fn items(&self, object: NodeId) -> impl Iterator<Item = ItemId> {
        self.links(object).iter().copied().map(ItemId)
    }

    /// Puts other items into an object.
    pub(crate) fn replace_items(&mut self, object: NodeId, items: &[ItemId]) {
        let first = narrow(self.links.len());
        self.links.extend(items.iter().map(|i| i.0));
        if let Some(node) = self.nodes.get_mut(object.0 as usize) {
            node.first = first;
            node.count = narrow(items.len());
        }
    }
}

impl NodeId {
    /// No node; reads as an empty block at the start of the text.
    pub(crate) const NOWHERE: Self = Self(u32::MAX);

    pub(crate) const fn raw(self) -> u32 {
        self.0
    }
}

impl ItemId {
    pub(crate) const fn raw(self) -> u32 {
        self.0
    }

    pub(crate) const fn of_raw(raw: u32) -> Self {
        Self(raw)
    }
}
