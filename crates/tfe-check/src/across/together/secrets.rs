//! Secrets that are written in one of the texts.

use helm_values::{Document, Kind as NodeKind, NodeId, parse};
use text::Span;

use super::member::{At, Script};

/// An object with keys.
pub(super) struct Secret {
    pub name: String,
    pub keys: Vec<String>,
    /// Its type; `Opaque` where none is written.
    pub kind: String,
    /// The place of its name.
    pub at: At,
}

/// The Secrets of a manifest whose keys are all in the text.
pub(super) fn secrets(script: &Script<'_>) -> Vec<Secret> {
    let text = script.text;
    if !text.contains("kind: Secret") || text.contains("{{") {
        return Vec::new();
    }
    let document = parse(text);
    let objects = document.roots().filter_map(|root| secret(&document, root, script.document));
    objects.collect()
}

fn secret(document: &Document, root: NodeId, place: usize) -> Option<Secret> {
    let kind = child(document, root, "kind")?;
    if scalar(document, kind.1)? != "Secret" {
        return None;
    }
    let metadata = child(document, root, "metadata")?.1;
    let (key, name) = child(document, metadata, "name")?;
    let mut keys = Vec::new();
    for (_, data) in ["data", "stringData"].iter().filter_map(|n| child(document, root, n)) {
        let NodeKind::Mapping(map) = &document.target(data)?.kind else { continue };
        keys.extend(map.entries.iter().filter_map(|e| Some(scalar(document, e.key)?.to_owned())));
    }
    let at = At { document: place, span: key };
    // A Secret without data is filled by something else.
    let name = scalar(document, name)?.to_owned();
    let kind = child(document, root, "type").and_then(|(_, node)| scalar(document, node));
    let kind = kind.unwrap_or("Opaque").to_owned();
    (!keys.is_empty()).then_some(Secret { name, keys, kind, at })
}

/// The place of a key, and its value.
fn child(document: &Document, id: NodeId, name: &str) -> Option<(Span, NodeId)> {
    let NodeKind::Mapping(map) = &document.target(id)?.kind else { return None };
    let entry = map.entries.iter().find(|e| scalar(document, e.key) == Some(name))?;
    Some((document.node(entry.key)?.span, entry.value))
}

fn scalar(document: &Document, id: NodeId) -> Option<&str> {
    match &document.target(id)?.kind {
        NodeKind::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}
