//! A role as JSON or YAML: what `vault write auth/…/role/tfe @role.json` sends.

use helm_values::{Document, Kind, Mapping, NodeId, parse};
use text::Span;

use super::Setting;

/// A text as a map of settings.
pub(super) struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) document: Document,
}

impl<'t> Tree<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, document: parse(text) }
    }

    /// The map; nothing where it is something else, or empty.
    pub(super) fn map(&self) -> Option<&Mapping> {
        let root = self.document.target(self.document.roots().next()?)?.as_mapping()?;
        (!root.entries.is_empty()).then_some(root)
    }

    /// Each value by itself: of a list several have one key, of a map the key is `bound_claims.sub`.
    pub(super) fn settings(&self) -> Option<Vec<Setting>> {
        let mut settings = Vec::new();
        for entry in &self.map()?.entries {
            let Some(name) = entry.name.as_deref() else { continue };
            self.value(name, self.inside(entry.key), entry.value, &mut settings);
        }
        Some(settings)
    }

    fn value(&self, name: &str, key: Span, node: NodeId, into: &mut Vec<Setting>) {
        match self.document.target(node).map(|node| &node.kind) {
            Some(Kind::Scalar(scalar)) => into.push(Setting {
                key: name.to_owned(),
                value: scalar.text.to_string(),
                key_span: key,
                value_span: self.inside(node),
            }),
            Some(Kind::Sequence(list)) => {
                for item in &list.items {
                    if self.document.target(item.value).is_some_and(|n| n.as_scalar().is_some()) {
                        self.value(name, key, item.value, into);
                    }
                }
            }
            Some(Kind::Mapping(map)) if !name.contains('.') => {
                for entry in &map.entries {
                    let Some(own) = entry.name.as_deref() else { continue };
                    let key = self.inside(entry.key);
                    self.value(&format!("{name}.{own}"), key, entry.value, into);
                }
            }
            _ => {}
        }
    }

    /// Where a scalar is written, without its quotes.
    pub(super) fn inside(&self, node: NodeId) -> Span {
        let span = self.document.node(node).map(|node| node.span).unwrap_or_default();
        let written = span.of(self.text);
        let is_in =
            |q: &char| written.len() > 1 && written.starts_with(*q) && written.ends_with(*q);
        let quoted = ['"', '\''].iter().any(is_in);
        if quoted { Span::new(span.start + 1, span.end - 1) } else { span }
    }
}
