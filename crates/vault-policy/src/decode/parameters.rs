use std::collections::BTreeMap;

use text::Edit;

use super::value::{Source, Wanted};
use super::{Decoder, Entry};
use crate::ast::NodeKind;
use crate::lower::lower;
use crate::model::ParameterValue;
use crate::problem::{Expected, ProblemKind};
use crate::rule_key::RuleKey;

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
        let wanted = Wanted { key: key.word(), expected: Expected::ListsByName };
        match node.kind {
            _ if self.keys(entry).len() > 1 => {
                self.wrong_type(key.word(), Expected::ListsByName, node.span);
            }
            NodeKind::List => {
                for element in self.ast.elements(id) {
                    values.extend(self.any(&Source::Node(element), true, None, 0, wanted));
                }
            }
            NodeKind::Object => values.extend(self.any(&Source::Node(id), true, None, 0, wanted)),
            NodeKind::Scalar(_) | NodeKind::Bare => {
                let edits =
                    vec![Edit::insert(node.span.start, "["), Edit::insert(node.span.end, "]")];
                let key = key.word().to_owned();
                let kind = ProblemKind::WrongType { key, expected: Expected::ListsByName };
                self.problem(kind, node.span, edits);
            }
        }
    }
}
