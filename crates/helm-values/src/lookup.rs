//! Finding places by path.

use crate::document::Document;
use crate::tree::{Entry, Kind, Mapping, Node, NodeId};

/// The entry at the end of a path.
#[derive(Clone, Copy, Debug)]
pub struct Found<'d> {
    /// The entry itself: its span, its lines, its name.
    pub entry: &'d Entry,
    /// Its key.
    pub key: &'d Node,
    /// Its value; what an alias stands for is [`Document::target`].
    pub value: &'d Node,
    /// The mapping it is in.
    pub mapping: NodeId,
}

/// A key that stands more than once in the same map. Helm takes the last without a word.
#[derive(Clone, Debug)]
pub struct Duplicate {
    /// Path of the key.
    pub path: Vec<String>,
    /// The mapping.
    pub mapping: NodeId,
    /// Positions of its entries in the mapping, first to last; the last one counts.
    pub entries: Vec<usize>,
}

impl Document {
    /// The entry that counts for `path` in a document: of duplicate keys the last, in aliases what
    /// they stand for, and merged maps where the map itself lacks the key.
    pub fn find_in(&self, root: NodeId, path: &[&str]) -> Option<Found<'_>> {
        let mut at = root;
        let mut found = None;
        for key in path {
            let step = self.step(at, key, 0)?;
            at = step.entry.value;
            found = Some(step);
        }
        found
    }

    /// As [`Document::find_in`], in the last document that has the path.
    pub fn find(&self, path: &[&str]) -> Option<Found<'_>> {
        let mut roots = self.roots().filter_map(|root| self.find_in(root, path));
        roots.next_back()
    }

    fn step(&self, map: NodeId, key: &str, depth: usize) -> Option<Found<'_>> {
        let (id, mapping) = self.mapping(map)?;
        let own = mapping.entries.iter().rev().find(|e| e.name.as_deref() == Some(key));
        if let Some(entry) = own {
            return Some(Found {
                entry,
                key: self.node(entry.key)?,
                value: self.node(entry.value)?,
                mapping: id,
            });
        }
        if depth > 16 {
            return None;
        }
        let merges = mapping.entries.iter().rev().filter(|entry| entry.merge);
        merges
            .flat_map(|entry| self.merged(entry.value))
            .find_map(|map| self.step(map, key, depth + 1))
    }

    /// The maps that a `<<` names.
    fn merged(&self, value: NodeId) -> Vec<NodeId> {
        match self.target(value).and_then(Node::as_sequence) {
            Some(sequence) => sequence.items.iter().map(|item| item.value).collect(),
            None => vec![value],
        }
    }

    /// The node an alias stands for, and every other node itself.
    pub fn target(&self, id: NodeId) -> Option<&Node> {
        match &self.node(id)?.kind {
            Kind::Alias(alias) => self.node(alias.target?),
            _ => self.node(id),
        }
    }

    /// The mapping that `id` is or stands for.
    pub(crate) fn mapping(&self, id: NodeId) -> Option<(NodeId, &Mapping)> {
        let id = match &self.node(id)?.kind {
            Kind::Alias(alias) => alias.target?,
            _ => id,
        };
        Some((id, self.node(id)?.as_mapping()?))
    }

    /// Keys that stand more than once in the same map, in the order of the text.
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let mut duplicates = Vec::new();
        for (id, mapping) in self.mappings() {
            for (name, entries) in twice(mapping) {
                let mut path = self.path(id);
                path.push(name.to_owned());
                duplicates.push(Duplicate { path, mapping: id, entries });
            }
        }
        duplicates
    }

    /// The keys (and positions in lists) from the root to a node.
    pub fn path(&self, id: NodeId) -> Vec<String> {
        let mut path = Vec::new();
        let mut at = id;
        while let Some(parent) = self.node(at).and_then(|node| node.parent) {
            match self.node(parent).map(|node| &node.kind) {
                Some(Kind::Mapping(mapping)) => {
                    let entry = mapping.entries.iter().find(|e| e.value == at || e.key == at);
                    path.push(entry.and_then(|e| e.name.as_deref()).unwrap_or("<<").to_owned());
                }
                Some(Kind::Sequence(sequence)) => {
                    let index = sequence.items.iter().position(|item| item.value == at);
                    path.push(index.unwrap_or(0).to_string());
                }
                _ => {}
            }
            at = parent;
        }
        path.reverse();
        path
    }
}

/// The names that are more than once in a map, each with the places of its entries in it.
fn twice(mapping: &Mapping) -> Vec<(&str, Vec<usize>)> {
    let names = mapping.entries.iter().enumerate();
    let mut names: Vec<(&str, usize)> =
        names.filter_map(|(at, entry)| Some((entry.name.as_deref()?, at))).collect();
    text::sort_by(&mut names, Ord::cmp);
    let runs = names.chunk_by(|(one, _), (other, _)| one == other).filter(|run| run.len() > 1);
    let of = |run: &[(_, usize)]| run.iter().map(|(_, at)| *at).collect();
    let mut twice: Vec<(&str, Vec<usize>)> =
        runs.filter_map(|run| Some((run.first()?.0, of(run)))).collect();
    text::sort_by_key(&mut twice, |(_, at)| at.first().copied());
    twice
}
