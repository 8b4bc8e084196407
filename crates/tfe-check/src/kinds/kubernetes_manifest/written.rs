//! The objects that texts write, as pods and bindings of other texts name them.

use text::Span;

use super::facts::Facts;
use super::object::Object;
use crate::base::finding::Finding;

/// What makes Secrets whose names and keys are not in the text, or changes names and namespaces.
const MAKERS: [&str; 4] =
    ["Kustomization", "ExternalSecret", "SealedSecret", "SecretProviderClass"];

/// Whether objects of a kind make others, or change them.
pub(super) fn is_maker(kind: &str) -> bool {
    MAKERS.contains(&kind)
}

/// An object that a text writes.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// The text's place in the list given; `None` for the text that is checked.
    pub text: Option<usize>,
    pub kind: String,
    pub name: String,
    /// The place of its name.
    pub at: Span,
    /// Its namespace, where the text says it.
    pub namespace: Option<(String, Span)>,
    /// Its keys; `None` where it may have others.
    keys: Option<Vec<String>>,
}

impl Written {
    /// All objects of a text that others may name, and those that make others.
    pub(super) fn all(facts: &Facts<'_>) -> Vec<Self> {
        facts.objects.iter().filter_map(|object| Self::of(facts, object)).collect()
    }

    /// The same, as an object of one of the texts given.
    pub(super) fn of_text(self, text: usize) -> Self {
        Self { text: Some(text), ..self }
    }

    fn of(facts: &Facts<'_>, object: &Object<'_>) -> Option<Self> {
        // A Kustomization has no name.
        let node = facts.tree.at(object.node, &["metadata", "name"]);
        let node = node.or_else(|| is_maker(object.kind).then_some(object.node))?;
        let namespace = facts.namespace(object);
        Some(Self {
            text: None,
            kind: object.kind.to_owned(),
            name: facts.tree.scalar(node).unwrap_or_default().to_owned(),
            at: facts.tree.span(node),
            namespace: namespace.map(|(name, at)| (name.to_owned(), at)),
            keys: keys(facts, object),
        })
    }

    /// Whether it may have a key.
    pub(super) fn may_have(&self, key: &str) -> bool {
        self.keys.as_ref().is_none_or(|keys| keys.iter().any(|known| known == key))
    }

    /// The keys that it has.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().flatten().map(String::as_str)
    }

    /// A finding with a place of the object, in whichever text that is.
    pub(super) fn related(&self, finding: Finding, at: Span, note: &'static str) -> Finding {
        match self.text {
            Some(text) => finding.related_in(text, at, note),
            None => finding.related(at, note),
        }
    }
}

/// The keys of an object; `None` where it may have more, from a template or a controller.
fn keys(facts: &Facts<'_>, object: &Object<'_>) -> Option<Vec<String>> {
    let fields = ["data", "stringData", "binaryData"];
    let entries: Vec<_> = fields.iter().flat_map(|f| object.entries(facts.tree, f)).collect();
    let is_made = facts.tree.text(object.node, &["type"]).is_some_and(|t| t.contains("token"));
    let open = is_made || entries.is_empty() || facts.may_hold_more(facts.tree.span(object.node));
    // A key without a name may be any.
    let names: Option<Vec<String>> =
        entries.iter().map(|entry| entry.name.as_deref().map(str::to_owned)).collect();
    names.filter(|_| !open)
}
