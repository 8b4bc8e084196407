use std::collections::BTreeMap;

use text::Span;

use super::scalars::Loose;
use super::{Decoder, Entry};
use crate::ast::NodeKind;
use crate::literal::key_of;
use crate::model::{ControlGroup, Factor};
use crate::problem::{Expected, ProblemKind};
use crate::token::TokenKind;

/// A `control_group` as decoded, before Vault looks at it. Several of them are one.
#[derive(Debug, Default)]
pub(super) struct RawGroup {
    ttl: Option<(Loose, Span)>,
    factors: BTreeMap<String, RawFactor>,
    span: Span,
}

#[derive(Debug, Default)]
struct RawFactor {
    identity: bool,
    controlled: Vec<(String, Span)>,
    ids: Vec<(String, Span)>,
    names: Vec<(String, Span)>,
    approvals: i64,
    span: Span,
}

impl Decoder<'_> {
    /// Keys in here are compared without case, and unknown ones are ignored.
    pub(super) fn control_group(&mut self, found: &[Entry]) -> Option<RawGroup> {
        let mut group = RawGroup::default();
        for entry in found {
            group.span = self.span(self.value(*entry));
            let Some(entries) = self.block("control_group", *entry) else {
                continue;
            };
            let ttl = self.field(&entries, "ttl");
            group.ttl = self.last_loose("ttl", &ttl).or(group.ttl);
            for entry in self.field(&entries, "factor") {
                for factor in self.block("factor", entry).unwrap_or_default() {
                    self.factor(factor, &mut group.factors);
                }
            }
        }
        (!found.is_empty()).then_some(group)
    }

    /// What a block holds; a labelled one holds an item with the label as its key.
    fn block(&mut self, key: &str, entry: Entry) -> Option<Vec<Entry>> {
        if !self.keys(entry).is_empty() {
            return Some(vec![entry]);
        }
        let id = self.value(entry);
        if self.node(id).kind == NodeKind::Object {
            return Some(self.entries(id));
        }
        self.wrong_type(key, Expected::Block, self.span(id));
        None
    }

    /// The entries of a key, used up, those with labels first.
    fn field(&self, entries: &[Entry], name: &str) -> Vec<Entry> {
        let is = |e: &&Entry| {
            let first = self.keys(**e).first();
            let text = first.and_then(|k| key_of(self.text, *k, self.mode));
            text.is_some_and(|t| t.eq_ignore_ascii_case(name))
        };
        let mut found: Vec<Entry> = entries.iter().filter(is).map(|e| self.inner(*e)).collect();
        text::sort_by_key(&mut found, |e| self.keys(*e).is_empty());
        found
    }

    fn factor(&mut self, entry: Entry, factors: &mut BTreeMap<String, RawFactor>) {
        let Some(name) = self.keys(entry).first().copied() else {
            return;
        };
        let name = self.key_text(name);
        let inner = self.inner(entry);
        let Some(entries) = self.block("factor", inner) else {
            return;
        };
        let factor = factors.entry(name).or_default();
        factor.span = self.span(self.value(entry));
        for entry in self.field(&entries, "name") {
            let id = self.value(entry);
            if !self.keys(entry).is_empty() || self.text_value(id).is_none() {
                self.wrong_type("name", Expected::Text, self.span(id));
            }
        }
        for entry in self.field(&entries, "controlled_capabilities") {
            self.texts("controlled_capabilities", entry, &mut factor.controlled);
        }
        for entry in self.field(&entries, "identity") {
            if let Some(entries) = self.block("identity", entry) {
                factor.identity = true;
                self.identity(&entries, factor);
            }
        }
    }

    fn identity(&mut self, entries: &[Entry], factor: &mut RawFactor) {
        for entry in self.field(entries, "group_ids") {
            self.texts("group_ids", entry, &mut factor.ids);
        }
        for entry in self.field(entries, "group_names") {
            self.texts("group_names", entry, &mut factor.names);
        }
        for entry in self.field(entries, "approvals") {
            let id = self.value(entry);
            let node = self.node(id);
            let text = match node.kind {
                NodeKind::Scalar(TokenKind::Number | TokenKind::String)
                    if self.keys(entry).is_empty() =>
                {
                    self.text_value(id)
                }
                _ => None,
            };
            match text {
                Some(text) => {
                    factor.approvals = self.integer(&text, node.span).unwrap_or(factor.approvals);
                }
                None => self.wrong_type("approvals", Expected::Number, node.span),
            }
        }
    }

    /// What Vault wants of a control group.
    pub(super) fn checked_group(
        &mut self,
        group: RawGroup,
        granted: &[(String, Span)],
    ) -> ControlGroup {
        let ttl = self.duration("ttl", group.ttl);
        if group.factors.is_empty() {
            self.problem(ProblemKind::ControlGroupWithoutFactor, group.span, vec![]);
        }
        let mut factors = BTreeMap::new();
        for (name, raw) in group.factors {
            self.check_factor(&name, &raw, granted);
            let texts = |list: Vec<(String, Span)>| list.into_iter().map(|(t, _)| t).collect();
            let factor = Factor {
                controlled_capabilities: texts(raw.controlled),
                group_ids: texts(raw.ids),
                group_names: texts(raw.names),
                approvals: raw.approvals,
            };
            factors.insert(name, factor);
        }
        ControlGroup { ttl, factors }
    }

    fn check_factor(&mut self, name: &str, raw: &RawFactor, granted: &[(String, Span)]) {
        let factor = name.to_owned();
        if !raw.identity {
            let kind = ProblemKind::FactorWithoutIdentity { factor };
            return self.problem(kind, raw.span, vec![]);
        }
        if raw.approvals <= 0 || (raw.ids.is_empty() && raw.names.is_empty()) {
            self.problem(ProblemKind::FactorIncomplete { factor }, raw.span, vec![]);
        }
        for (word, span) in &raw.controlled {
            if !granted.iter().any(|(grant, _)| grant == word) {
                let word = word.clone();
                self.problem(ProblemKind::ControlledNotGranted { word }, *span, vec![]);
            }
        }
    }
}
