use std::collections::BTreeMap;

use text::Span;

use super::value::Source;
use super::{Decoder, Entry, Vintage};
use crate::ast::NodeKind;
use crate::model::{ControlGroup, Factor, ParameterValue};
use crate::problem::{Expected, ProblemKind};
use crate::token::TokenKind;

/// A `control_group` as decoded, before Vault looks at it.
#[derive(Debug, Default)]
pub(super) struct RawGroup {
    ttl: Option<(ParameterValue, Span)>,
    factors: BTreeMap<String, RawFactor>,
    span: Span,
}

#[derive(Debug, Default)]
struct RawFactor {
    controlled: Vec<(String, Span)>,
    identity: Option<RawIdentity>,
    span: Span,
}

#[derive(Debug, Default)]
struct RawIdentity {
    ids: Vec<(String, Span)>,
    names: Vec<(String, Span)>,
    approvals: i64,
}

impl Decoder<'_> {
    /// Keys in here are compared without case, and unknown ones are ignored. Several groups are
    /// read into one, and so are several identities, and factors of one name: the decoder keeps
    /// what a pointer points to (hashicorp/hcl v1.0.1-vault-6, `decodePtr`). Before, the last
    /// one took the place of the others.
    pub(super) fn control_group(&mut self, found: &[Entry]) -> Option<RawGroup> {
        let mut group = None;
        for (entries, span) in self.blocks("control_group", found) {
            let mut read: RawGroup = self.continued(group.take());
            let ttl = self.field(&entries, "ttl");
            read.ttl = self.duration_value("ttl", &ttl, read.ttl);
            let found = self.field(&entries, "factor");
            for (entries, _) in self.blocks("factor", &found) {
                for (name, source) in self.by_key(&entries) {
                    let before = read.factors.remove(&name);
                    read.factors.extend(self.factor(&source, before).map(|read| (name, read)));
                }
            }
            read.span = span;
            group = Some(read);
        }
        group
    }

    /// What is read further: the same again, or for the older HCL a new one.
    fn continued<T: Default>(&mut self, before: Option<T>) -> T {
        self.out.differs |= before.is_some();
        match self.vintage {
            Vintage::Older => T::default(),
            Vintage::Current => before.unwrap_or_default(),
        }
    }

    /// What the blocks of one key hold. Those with labels are read first, as one block that has
    /// the labels as its keys.
    fn blocks(&mut self, key: &str, found: &[Entry]) -> Vec<(Vec<Entry>, Span)> {
        let mut out = Vec::new();
        let (labelled, plain): (Vec<Entry>, Vec<Entry>) =
            found.iter().partition(|e| !self.keys(**e).is_empty());
        if let Some(first) = labelled.first() {
            let span = self.span(self.value(*first));
            out.push((labelled, span));
        }
        for entry in plain {
            let id = self.value(entry);
            match self.block_of(&Source::Node(id)) {
                Some(entries) => out.push((entries, self.span(id))),
                None => self.wrong_type(key, Expected::Block, self.span(id)),
            }
        }
        out
    }

    /// The entries of a key, used up.
    fn field(&mut self, entries: &[Entry], name: &str) -> Vec<Entry> {
        let mut found = Vec::new();
        for entry in entries {
            if let Some(key) = self.keys(*entry).first().copied()
                && folds_to(&self.key_text(key), name)
            {
                found.push(self.inner(*entry));
            }
        }
        found
    }

    fn factor(&mut self, source: &Source, before: Option<RawFactor>) -> Option<RawFactor> {
        let span = self.source_span(source);
        let Some(entries) = self.block_of(source) else {
            self.wrong_type("factor", Expected::Block, span);
            return None;
        };
        for entry in self.field(&entries, "name") {
            let id = self.value(entry);
            if !self.keys(entry).is_empty() || self.text_value(id).is_none() {
                self.wrong_type("name", Expected::Text, self.span(id));
            }
        }
        let mut read: RawFactor = self.continued(before);
        read.span = span;
        self.field_texts(&entries, "controlled_capabilities", &mut read.controlled);
        let found = self.field(&entries, "identity");
        for (entries, _) in self.blocks("identity", &found) {
            let mut identity = self.continued(read.identity.take());
            self.identity(&entries, &mut identity);
            read.identity = Some(identity);
        }
        Some(read)
    }

    fn field_texts(&mut self, entries: &[Entry], name: &str, texts: &mut Vec<(String, Span)>) {
        for entry in self.field(entries, name) {
            self.texts(name, entry, texts);
        }
    }

    fn identity(&mut self, entries: &[Entry], read: &mut RawIdentity) {
        self.field_texts(entries, "group_ids", &mut read.ids);
        self.field_texts(entries, "group_names", &mut read.names);
        for entry in self.field(entries, "approvals") {
            let id = self.value(entry);
            let node = self.node(id);
            let text = match node.kind {
                NodeKind::Scalar(TokenKind::Number | TokenKind::String | TokenKind::Null)
                    if self.keys(entry).is_empty() =>
                {
                    self.text_value(id)
                }
                _ => None,
            };
            match text {
                Some(text) => {
                    read.approvals = self.integer(&text, node.span).unwrap_or(read.approvals);
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
            let identity = raw.identity.unwrap_or_default();
            let factor = Factor {
                controlled_capabilities: texts(raw.controlled),
                group_ids: texts(identity.ids),
                group_names: texts(identity.names),
                approvals: identity.approvals,
            };
            factors.insert(name, factor);
        }
        ControlGroup { ttl, factors }
    }

    fn check_factor(&mut self, name: &str, raw: &RawFactor, granted: &[(String, Span)]) {
        let factor = name.to_owned();
        let Some(identity) = &raw.identity else {
            let kind = ProblemKind::FactorWithoutIdentity { factor };
            return self.problem(kind, raw.span, vec![]);
        };
        if identity.approvals <= 0 || (identity.ids.is_empty() && identity.names.is_empty()) {
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

/// Go's `strings.EqualFold` with a name of small letters: two letters beyond ASCII count as `s`
/// and `k`.
fn folds_to(text: &str, name: &str) -> bool {
    let fold = |c| match c {
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        c => c.to_ascii_lowercase(),
    };
    text.chars().map(fold).eq(name.chars())
}
