//! Objects that pods name, and that are in another namespace of the same text, or lack the key.

use helm_values::NodeId;
use text::{Span, short};

use super::{Facts, Finding};
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::kinds::kubernetes_manifest::object::Object;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_REFERENCE_BROKEN;

/// What a pod takes from an object.
struct Reference {
    kind: &'static str,
    name: NodeId,
    key: Option<NodeId>,
}

/// What makes Secrets whose names and keys are not in the text, or changes names and namespaces.
const MAKERS: [&str; 4] =
    ["Kustomization", "ExternalSecret", "SealedSecret", "SecretProviderClass"];

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.objects.iter().any(|object| MAKERS.contains(&object.kind)) {
        return;
    }
    for pod in &facts.pods {
        let all = references(facts, pod);
        out.extend(all.iter().filter_map(|reference| broken(facts, pod, reference)));
    }
}

/// Everything that a pod takes from Secrets and ConfigMaps, but for what may be absent.
fn references(facts: &Facts<'_>, pod: &Pod<'_>) -> Vec<Reference> {
    let tree = facts.tree;
    let mut all = Vec::new();
    let mut add = |from: Option<NodeId>, kind: &'static str, name: &str| {
        let Some(from) = from.filter(|from| tree.text(*from, &["optional"]) != Some("true")) else {
            return;
        };
        let key = tree.at(from, &["key"]);
        all.extend(tree.at(from, &[name]).map(|name| Reference { kind, name, key }));
    };
    for worker in &pod.containers {
        for item in tree.items(tree.at(worker.container.node, &["env"])) {
            add(tree.at(item, &["valueFrom", "secretKeyRef"]), "Secret", "name");
            add(tree.at(item, &["valueFrom", "configMapKeyRef"]), "ConfigMap", "name");
        }
        for item in tree.items(tree.at(worker.container.node, &["envFrom"])) {
            add(tree.at(item, &["secretRef"]), "Secret", "name");
            add(tree.at(item, &["configMapRef"]), "ConfigMap", "name");
        }
    }
    for volume in tree.items(tree.at(pod.spec, &["volumes"])) {
        add(tree.at(volume, &["secret"]), "Secret", "secretName");
        add(tree.at(volume, &["configMap"]), "ConfigMap", "name");
    }
    all
}

fn broken(facts: &Facts<'_>, pod: &Pod<'_>, reference: &Reference) -> Option<Finding> {
    let name = facts.literal(reference.name)?;
    let is_named = |o: &&Object<'_>| {
        o.kind == reference.kind && facts.tree.text(o.node, &["metadata", "name"]) == Some(name)
    };
    let same: Vec<&Object<'_>> = facts.objects.iter().filter(is_named).collect();
    let first = same.first()?;
    let own = facts.namespace(&pod.object);
    let is_here = |object: &&&Object<'_>| match (own, facts.namespace(object)) {
        (Some((own, _)), Some((other, _))) => own == other,
        // The command that applies it may say it.
        _ => true,
    };
    let here: Vec<&&Object<'_>> = same.iter().filter(is_here).collect();
    if here.is_empty() {
        return elsewhere(facts, reference, name, own?, facts.namespace(first)?);
    }
    let key = reference.key?;
    let wanted = facts.literal(key)?;
    if here.iter().any(|object| may_have(facts, object, wanted)) {
        return None;
    }
    let at = facts.tree.span(facts.tree.at(first.node, &["metadata", "name"])?);
    Some(
        MANIFEST_REFERENCE_BROKEN
            .at(facts.tree.span(key))
            .say(
                format!("The {} {} has no key {}.", reference.kind, short(name), short(wanted)),
                "The container does not start: CreateContainerConfigError.",
                "Add the key to the object, or name one that it has.",
            )
            .related(at, "the object is written here"),
    )
}

fn elsewhere(
    facts: &Facts<'_>,
    reference: &Reference,
    name: &str,
    own: (&str, Span),
    other: (&str, Span),
) -> Option<Finding> {
    let what = format!(
        "The {} {} is in the namespace {}, and the pod in {}.",
        reference.kind,
        short(name),
        short(other.0),
        short(own.0)
    );
    let finding = MANIFEST_REFERENCE_BROKEN.at(facts.tree.span(reference.name)).say(
        what,
        "Pods see only objects of their own namespace: CreateContainerConfigError or FailedMount.",
        format!("Write the object into the namespace {} too.", short(own.0)),
    );
    Some(finding.related(other.1, "the object's namespace"))
}

/// Whether an object has a key, or may get it from a template or a controller.
fn may_have(facts: &Facts<'_>, object: &Object<'_>, key: &str) -> bool {
    let fields = ["data", "stringData", "binaryData"];
    let mut entries = fields.iter().flat_map(|field| object.entries(facts.tree, field)).peekable();
    let is_made = facts.tree.text(object.node, &["type"]).is_some_and(|t| t.contains("token"));
    is_made
        || entries.peek().is_none()
        || facts.may_hold_more(facts.tree.span(object.node))
        || entries.any(|entry| entry.name.as_deref().is_none_or(|name| name == key))
}
