use std::collections::BTreeMap;

use text::Edit;

use super::{Decoder, Entry};
use crate::ast::{NodeId, NodeKind};
use crate::lower::lower;
use crate::model::ParameterValue;
use crate::problem::{Expected, ProblemKind};
use crate::rule_key::RuleKey;
use crate::token::TokenKind;

/// Values nested deeper than this are not followed; no request could match them.
const MOST_LEVELS: usize = 64;

type Map = BTreeMap<String, ParameterValue>;

impl Decoder<'_> {
    /// The lists by parameter name; several blocks and several lists of one name are joined.
    pub(super) fn parameters(
        &mut self,
        entries: &[Entry],
        key: RuleKey,
    ) -> Option<BTreeMap<String, Vec<ParameterValue>>> {
        let found = self.of_key(entries, key);
        let mut lists: BTreeMap<String, Vec<ParameterValue>> = BTreeMap::new();
        for entry in &found {
            let id = self.value(*entry);
            let inner = match self.node(id).kind {
                _ if !self.keys(*entry).is_empty() => vec![*entry],
                NodeKind::Object => self.entries(id),
                _ => {
                    self.wrong_type(key.word(), Expected::ListsByName, self.span(id));
                    continue;
                }
            };
            for parameter in inner {
                self.parameter(key, parameter, &mut lists);
            }
        }
        let mut named = BTreeMap::new();
        named.extend(lists.into_iter().map(|(name, values)| (lower(&name), values)));
        (!found.is_empty()).then_some(named)
    }

    fn parameter(
        &mut self,
        key: RuleKey,
        entry: Entry,
        lists: &mut BTreeMap<String, Vec<ParameterValue>>,
    ) {
        let Some(name) = self.keys(entry).first().copied() else {
            return;
        };
        let name = self.key_text(name);
        let id = self.value(entry);
        let node = self.node(id);
        let values = lists.entry(name).or_default();
        match node.kind {
            _ if self.keys(entry).len() > 1 => {
                self.wrong_type(key.word(), Expected::ListsByName, node.span);
            }
            NodeKind::List => {
                for element in self.ast.elements(id) {
                    values.extend(self.any(element, true, None, 0));
                }
            }
            NodeKind::Object => values.extend(self.any(id, true, None, 0)),
            NodeKind::Scalar(_) | NodeKind::Bare => {
                let edits =
                    vec![Edit::insert(node.span.start, "["), Edit::insert(node.span.end, "]")];
                let key = key.word().to_owned();
                let kind = ProblemKind::WrongType { key, expected: Expected::ListsByName };
                self.problem(kind, node.span, edits);
            }
        }
    }

    /// A value of any type. Blocks directly in a list are maps, others are lists of maps.
    fn any(
        &mut self,
        id: NodeId,
        in_list: bool,
        before: Option<ParameterValue>,
        level: usize,
    ) -> Option<ParameterValue> {
        let node = self.node(id);
        if level > MOST_LEVELS {
            self.problem(ProblemKind::TooDeep, node.span, vec![]);
            return None;
        }
        let written = node.span.of(self.text);
        Some(match node.kind {
            NodeKind::Scalar(TokenKind::Bool) => ParameterValue::Bool(written == "true"),
            NodeKind::Scalar(TokenKind::Number) => {
                ParameterValue::Integer(self.integer(written, node.span)?)
            }
            NodeKind::Scalar(TokenKind::Float) => {
                ParameterValue::Float(self.float_value(written, node.span)?)
            }
            NodeKind::Scalar(_) | NodeKind::Bare => ParameterValue::Text(self.text_value(id)?),
            NodeKind::List => {
                let mut list = match before {
                    Some(ParameterValue::List(list)) => list,
                    _ => Vec::new(),
                };
                for element in self.ast.elements(id) {
                    list.extend(self.any(element, true, None, level + 1));
                }
                ParameterValue::List(list)
            }
            NodeKind::Object => {
                let entries = self.entries(id);
                let map = self.map(&entries, level);
                match before {
                    _ if in_list => ParameterValue::Map(map),
                    Some(ParameterValue::Maps(mut maps)) => {
                        maps.push(map);
                        ParameterValue::Maps(maps)
                    }
                    _ => ParameterValue::Maps(vec![map]),
                }
            }
        })
    }

    fn map(&mut self, entries: &[Entry], level: usize) -> Map {
        let mut map = Map::new();
        for entry in entries {
            let Some(key) = self.keys(*entry).first().copied() else {
                continue;
            };
            let name = self.key_text(key);
            let before = map.remove(&name);
            let value = match self.keys(*entry).len() {
                0 | 1 => self.any(self.value(*entry), false, before, level + 1),
                _ => self.labelled(*entry, before, level + 1),
            };
            if let Some(value) = value {
                map.insert(name, value);
            }
        }
        map
    }

    /// `a "b" { ... }` inside of a value: a list of maps by label.
    fn labelled(
        &mut self,
        entry: Entry,
        before: Option<ParameterValue>,
        level: usize,
    ) -> Option<ParameterValue> {
        if level > MOST_LEVELS {
            let span = self.span(self.value(entry));
            self.problem(ProblemKind::TooDeep, span, vec![]);
            return None;
        }
        let map = self.map(&[self.inner(entry)], level);
        let mut maps = match before {
            Some(ParameterValue::Maps(maps)) => maps,
            _ => Vec::new(),
        };
        maps.push(map);
        Some(ParameterValue::Maps(maps))
    }
}
