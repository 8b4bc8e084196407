//! Secrets that values name, and that are among the texts.

use helm_values::{Document, Kind as NodeKind, NodeId, parse};
use text::Span;

use super::member::{At, Member, Script};
use super::say::{put, say};
use crate::base::finding::Finding;
use crate::base::versions::Versions;
use crate::kinds::helm_overrides::{NamedKey, named_keys};
use crate::knowledge::rules::any::SECRET_WITHOUT_KEY;

/// An object with keys.
struct Secret {
    name: String,
    keys: Vec<String>,
    at: At,
}

/// Compares the keys that values take from Secrets with those that the Secrets have.
pub(super) fn find(
    values: &[&Member],
    scripts: &[Script<'_>],
    versions: &Versions,
    out: &mut Vec<(usize, Finding)>,
) {
    let secrets: Vec<Secret> = scripts.iter().flat_map(secrets).collect();
    if secrets.is_empty() {
        return;
    }
    for member in values {
        for wanted in named_keys(&member.text, versions) {
            // Several of one name are in several namespaces.
            let mut same = secrets.iter().filter(|secret| secret.name == wanted.secret);
            let (Some(secret), None) = (same.next(), same.next()) else { continue };
            if secret.keys.contains(&wanted.key) {
                continue;
            }
            let Some(at) = member.at(wanted.span) else { continue };
            put(out, at, without_key(&wanted, at, secret));
        }
    }
}

fn without_key(wanted: &NamedKey, at: At, secret: &Secret) -> Finding {
    let NamedKey { secret: name, key, .. } = wanted;
    say(&SECRET_WITHOUT_KEY, at, secret.at, "The Secret is written here.").say(
        format!("The Secret `{name}` has no key `{key}`."),
        "The pod does not start: `CreateContainerConfigError`, or the file is not mounted.",
        format!("Add `{key}` to the Secret, or name the right one."),
    )
}

/// The Secrets of a manifest whose keys are all in the text.
fn secrets(script: &Script<'_>) -> Vec<Secret> {
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
    (!keys.is_empty()).then_some(Secret { name, keys, at })
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
