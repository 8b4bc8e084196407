//! The maps of a manifest with the types that Kubernetes gives them, and the values of their fields.

use std::rc::Rc;

use helm_values::{Entry, NodeId, Plain};
use text::Vocabulary;

use super::api_versions::current;
use super::facts::Facts;
use crate::knowledge::kubernetes::{Field, Form, fields, type_of};

/// What has a type in a manifest, from the top down.
#[derive(Default)]
pub(super) struct Typed {
    pub maps: Vec<TypedMap>,
    pub values: Vec<TypedValue>,
}

/// A map that is read as an object of the API.
pub(super) struct TypedMap {
    pub node: NodeId,
    /// The name of the type.
    pub name: &'static str,
    pub known: Rc<[Field]>,
}

/// A value that no map or list of the right type is: a text, a number, or the wrong thing.
pub(super) struct TypedValue {
    pub node: NodeId,
    /// The name of the field whose value it is, or in whose list or map it is.
    pub field: &'static str,
    pub form: Form,
}

/// Deeper than any object of the table.
const DEEPEST: usize = 40;

impl Typed {
    /// Of all objects in the table of types.
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let mut all = Self::default();
        for object in &facts.objects {
            if let Some(name) = type_of(current(object), object.kind) {
                all.map(facts, object.node, name, 0);
            }
        }
        all
    }

    fn map(&mut self, facts: &Facts<'_>, node: NodeId, name: &'static str, depth: usize) {
        let known = fields(name);
        if known.is_empty() || depth > DEEPEST {
            return;
        }
        for entry in facts.tree.entries(node) {
            let written = entry.name.as_deref().filter(|name| facts.is_field(entry, name));
            let field = known.iter().find(|field| Some(field.name) == written);
            if let Some(field) = field {
                self.value(facts, entry.value, *field, depth);
            }
        }
        self.maps.push(TypedMap { node, name, known });
    }

    fn value(&mut self, facts: &Facts<'_>, node: NodeId, field: Field, depth: usize) {
        if is_open(facts, node) {
            return;
        }
        match field.form {
            Form::Object(name) if is_map(facts, node) => self.map(facts, node, name, depth + 1),
            Form::ListOf(inner) if is_list(facts, node) => {
                let inner = Field { form: Form::read(inner), ..field };
                for item in facts.tree.items(Some(node)) {
                    self.value(facts, item, inner, depth + 1);
                }
            }
            Form::MapOf(inner) if is_map(facts, node) => {
                let inner = Field { form: Form::read(inner), ..field };
                // What another map brings along has a type where it is written.
                for entry in facts.tree.entries(node).iter().filter(|entry| !entry.merge) {
                    self.value(facts, entry.value, inner, depth + 1);
                }
            }
            form => self.values.push(TypedValue { node, field: field.name, form }),
        }
    }
}

impl Facts<'_> {
    /// Whether a key is the name of a field as it is written, and no template fills it in.
    pub(super) fn is_field(&self, entry: &Entry, name: &str) -> bool {
        !self.is_template(self.tree.key(entry)) && !name.starts_with('$')
    }
}

impl Facts<'_> {
    /// Whether a map has no field of that name, and none that is it with a slip, which is reported as such.
    pub(super) fn lacks(&self, map: NodeId, name: &str) -> bool {
        let words = Vocabulary::new([name]);
        let mut written = self.tree.entries(map).iter().filter_map(|entry| entry.name.as_deref());
        !written.any(|written| written == name || words.slip(written).is_some())
    }
}

/// Whether nothing is known of a value: it is empty or a template gives it.
fn is_open(facts: &Facts<'_>, node: NodeId) -> bool {
    let place = facts.tree.span(node);
    let scalar = facts.tree.document.target(node).and_then(|node| node.as_scalar());
    let null = scalar.is_some_and(|scalar| scalar.value == Plain::Null);
    let written = place.of(facts.text);
    let outline = is_map(facts, node) || is_list(facts, node);
    null || !outline && (facts.is_template(place) || written.starts_with("${"))
}

fn is_map(facts: &Facts<'_>, node: NodeId) -> bool {
    facts.tree.document.target(node).is_some_and(|node| node.as_mapping().is_some())
}

fn is_list(facts: &Facts<'_>, node: NodeId) -> bool {
    facts.tree.document.target(node).is_some_and(|node| node.as_sequence().is_some())
}
