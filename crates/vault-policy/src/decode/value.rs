//! Values of any type, as Go's decoder fills an `interface{}`: the first occurrence of a key
//! decides the type, and every later one must fit it (hashicorp/hcl, `decoder.go`).

use std::collections::{BTreeMap, HashMap, HashSet};

use text::Span;

use super::{Decoder, Entry};
use crate::ast::{NodeId, NodeKind};
use crate::model::ParameterValue;
use crate::problem::{Expected, ProblemKind};
use crate::token::TokenKind;

/// Values nested deeper than this are not followed; no request could match them.
const MOST_LEVELS: usize = 200;

pub(super) type Map = BTreeMap<String, ParameterValue>;

/// What a value is read from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// A value as it stands.
    Node(NodeId),
    /// One item of a block.
    Item(Entry),
    /// Several items, as if they were a block.
    Items(Vec<Entry>),
}

/// For what a value is read: the key, and what to say if it cannot be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'k> {
    pub(super) key: &'k str,
    pub(super) expected: Expected,
}

impl Decoder<'_> {
    /// The value of a source, joined with what the same key gave `before`. `None` after a problem.
    /// A block directly in a list is a map, any other a list of maps.
    pub(super) fn any(
        &mut self,
        source: &Source,
        in_list: bool,
        before: Option<ParameterValue>,
        level: usize,
        wanted: Wanted<'_>,
    ) -> Option<ParameterValue> {
        if level > MOST_LEVELS {
            self.problem(ProblemKind::TooDeep, self.source_span(source), vec![]);
            return None;
        }
        match before.or_else(|| self.empty(source, in_list)) {
            Some(ParameterValue::Map(map)) => {
                self.map(source, map, level, wanted).map(ParameterValue::Map)
            }
            Some(ParameterValue::Maps(mut maps)) => {
                for part in self.parts(source, wanted)? {
                    maps.extend(self.map(&part, Map::new(), level + 1, wanted));
                }
                Some(ParameterValue::Maps(maps))
            }
            Some(ParameterValue::List(mut list)) => {
                for part in self.parts(source, wanted)? {
                    list.extend(self.any(&part, true, None, level + 1, wanted));
                }
                Some(ParameterValue::List(list))
            }
            Some(scalar) => self.scalar_like(source, &scalar, wanted),
            None => self.misfit(source, wanted),
        }
    }

    /// The empty value of the type that a source has on its own.
    fn empty(&self, source: &Source, in_list: bool) -> Option<ParameterValue> {
        let block = if in_list {
            ParameterValue::Map(Map::new())
        } else {
            ParameterValue::Maps(Vec::new())
        };
        Some(match source {
            Source::Item(_) => return None,
            Source::Items(_) => block,
            Source::Node(id) => match self.node(*id).kind {
                NodeKind::Object => block,
                NodeKind::List => ParameterValue::List(Vec::new()),
                NodeKind::Scalar(TokenKind::Bool) => ParameterValue::Bool(false),
                NodeKind::Scalar(TokenKind::Number) => ParameterValue::Integer(0),
                NodeKind::Scalar(TokenKind::Float) => ParameterValue::Float(0.0),
                NodeKind::Scalar(_) | NodeKind::Bare => ParameterValue::Text(String::new()),
            },
        })
    }

    /// A scalar that must become one of the same type as `like`.
    fn scalar_like(
        &mut self,
        source: &Source,
        like: &ParameterValue,
        wanted: Wanted<'_>,
    ) -> Option<ParameterValue> {
        let Source::Node(id) = *source else {
            return self.misfit(source, wanted);
        };
        let node = self.node(id);
        let NodeKind::Scalar(kind) = node.kind else {
            return match node.kind {
                NodeKind::Bare => self.text_value(id).map(ParameterValue::Text),
                _ => self.misfit(source, wanted),
            };
        };
        let written = node.span.of(self.text);
        let quoted = matches!(kind, TokenKind::String | TokenKind::Null);
        match like {
            ParameterValue::Bool(_) if kind == TokenKind::Bool => {
                Some(ParameterValue::Bool(written == "true"))
            }
            ParameterValue::Integer(_) if kind == TokenKind::Number || quoted => {
                let text = self.scalar_text(kind, node.span);
                self.integer(&text, node.span).map(ParameterValue::Integer)
            }
            ParameterValue::Float(_) if matches!(kind, TokenKind::Number | TokenKind::Float) => {
                self.float(written, node.span).map(ParameterValue::Float)
            }
            ParameterValue::Text(_) if !matches!(kind, TokenKind::Bool | TokenKind::Float) => {
                self.text_value(id).map(ParameterValue::Text)
            }
            _ => self.misfit(source, wanted),
        }
    }

    fn misfit<T>(&mut self, source: &Source, wanted: Wanted<'_>) -> Option<T> {
        self.wrong_type(wanted.key, wanted.expected, self.source_span(source));
        None
    }

    /// What a list is filled with: elements, a block as a whole, or items one by one.
    fn parts(&mut self, source: &Source, wanted: Wanted<'_>) -> Option<Vec<Source>> {
        match source {
            Source::Items(items) => Some(items.iter().copied().map(Source::Item).collect()),
            Source::Node(id) => match self.node(*id).kind {
                NodeKind::Object => Some(vec![source.clone()]),
                NodeKind::List => Some(self.ast.elements(*id).map(Source::Node).collect()),
                _ => self.misfit(source, wanted),
            },
            Source::Item(_) => self.misfit(source, wanted),
        }
    }

    fn map(
        &mut self,
        source: &Source,
        mut map: Map,
        level: usize,
        wanted: Wanted<'_>,
    ) -> Option<Map> {
        let Some(entries) = self.block_of(source) else {
            return self.misfit(source, wanted);
        };
        for (name, inner) in self.by_key(&entries) {
            let before = map.remove(&name);
            if let Some(value) = self.any(&inner, false, before, level + 1, wanted) {
                map.insert(name, value);
            }
        }
        Some(map)
    }

    /// The items of a block; `None` for what is no block.
    pub(super) fn block_of(&self, source: &Source) -> Option<Vec<Entry>> {
        match source {
            Source::Items(items) => Some(items.clone()),
            Source::Item(entry) => Some(vec![*entry]),
            Source::Node(id) => {
                (self.node(*id).kind == NodeKind::Object).then(|| self.entries(*id))
            }
        }
    }

    /// The items of a map with their names, in the order in which they are read. Of a name with
    /// labels after it all items are one source, and later ones have been read then.
    pub(super) fn by_key(&mut self, entries: &[Entry]) -> Vec<(String, Source)> {
        let names: Vec<String> = entries
            .iter()
            .map(|e| self.keys(*e).first().copied().map(|k| self.key_text(k)).unwrap_or_default())
            .collect();
        let labelled = |e: &Entry| self.keys(*e).len() > 1;
        let mut groups: HashMap<&str, Vec<Entry>> = HashMap::new();
        if entries.iter().any(labelled) {
            for (entry, name) in entries.iter().zip(&names) {
                groups.entry(name).or_default().push(self.inner(*entry));
            }
        }
        let mut done: HashSet<&str> = HashSet::new();
        let mut out = Vec::with_capacity(entries.len());
        for (entry, name) in entries.iter().zip(&names) {
            let nameless = self.keys(*entry).is_empty();
            if done.contains(name.as_str()) && !nameless {
                continue;
            }
            let source = if nameless {
                // A block next to one of the same name with a label: a map cannot hold both.
                Source::Item(*entry)
            } else if labelled(entry) {
                done.insert(name);
                Source::Items(groups.remove(name.as_str()).unwrap_or_default())
            } else {
                Source::Node(self.value(*entry))
            };
            out.push((name.clone(), source));
        }
        out
    }

    pub(super) fn source_span(&self, source: &Source) -> Span {
        match source {
            Source::Node(id) => self.span(*id),
            Source::Item(entry) => self.span(self.value(*entry)),
            Source::Items(items) => {
                items.first().map_or(Span::at(0), |e| self.span(self.value(*e)))
            }
        }
    }
}
