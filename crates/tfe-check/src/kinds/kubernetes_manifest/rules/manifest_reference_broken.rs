//! Objects that pods name, and that are in another namespace of the same text, or lack the key.

use helm_values::NodeId;
use text::{Span, Vocabulary, short};

use super::{Facts, Finding};
use crate::base::finding::{Fix, Severity};
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::kinds::kubernetes_manifest::written::{self, Written};
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_REFERENCE_BROKEN;

/// What a pod takes from an object.
struct Reference {
    kind: &'static str,
    name: NodeId,
    key: Option<NodeId>,
}

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.pods.is_empty() {
        return Vec::new();
    }
    let own = Written::all(facts);
    let written: Vec<&Written> = own.iter().chain(facts.others).collect();
    if written.iter().any(|object| written::is_maker(&object.kind)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for pod in &facts.pods {
        let all = references(facts, pod);
        found.extend(all.iter().filter_map(|reference| broken(facts, &written, pod, reference)));
    }
    found
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

fn broken(
    facts: &Facts<'_>,
    written: &[&Written],
    pod: &Pod<'_>,
    reference: &Reference,
) -> Option<Finding> {
    let name = facts.literal(reference.name)?;
    let is_named = |o: &&&Written| o.kind == reference.kind && o.name == name;
    let same: Vec<&Written> = written.iter().filter(is_named).copied().collect();
    let Some(first) = same.first() else { return misspelt(facts, written, reference, name) };
    let own = facts.namespace(&pod.object);
    let is_here = |object: &&&Written| match (own, &object.namespace) {
        (Some((own, _)), Some((other, _))) => own == other,
        // The command that applies it may say it.
        _ => true,
    };
    let here: Vec<&&Written> = same.iter().filter(is_here).collect();
    if here.is_empty() {
        return elsewhere(facts, reference, own?, first);
    }
    let key = reference.key?;
    let wanted = facts.literal(key)?;
    if here.iter().any(|object| object.may_have(wanted)) {
        return None;
    }
    let known: Vec<&str> = here.iter().flat_map(|object| object.keys()).collect();
    let meant = same_letters(wanted, &known).or_else(|| Vocabulary::new(known).slip(wanted));
    let fix = meant.map(|meant| Fix::review(format!("Write {meant}"), facts.instead(key, meant)));
    let finding = MANIFEST_REFERENCE_BROKEN.at(facts.tree.span(key)).say(
        format!("The {} {} has no key {}.", reference.kind, short(name), short(wanted)),
        "The container does not start: CreateContainerConfigError.",
        "Add the key to the object, or name one that it has.",
    );
    Some(first.related(finding.fix(fix), first.at, "the object is written here"))
}

/// The only key that has the same letters: `secretid` and `secret-id`.
fn same_letters<'k>(wanted: &str, known: &[&'k str]) -> Option<&'k str> {
    let bare = |name: &str| name.replace(['-', '_', '.'], "").to_ascii_lowercase();
    let mut same = known.iter().filter(|name| bare(name) == bare(wanted));
    same.next().copied().filter(|_| same.next().is_none())
}

/// An object of nearly that name, where the text has no other one. One that only the cluster has is not known.
fn misspelt(
    facts: &Facts<'_>,
    written: &[&Written],
    reference: &Reference,
    name: &str,
) -> Option<Finding> {
    let of_kind = written.iter().filter(|object| object.kind == reference.kind);
    let named: Vec<&str> = of_kind.map(|object| object.name.as_str()).collect();
    let meant = Vocabulary::new(named).slip(name)?;
    let object = written.iter().find(|o| o.kind == reference.kind && o.name == meant)?;
    let kind = reference.kind;
    let finding = MANIFEST_REFERENCE_BROKEN.at(facts.tree.span(reference.name)).say(
        format!("The text has a {kind} {}, and not {}.", short(meant), short(name)),
        "If the cluster does not have it either, the container does not start: CreateContainerConfigError.",
        format!("Write {}, unless the other one is in the cluster.", short(meant)),
    );
    let finding = finding.severity(Severity::Warning);
    Some(object.related(finding, object.at, "the object is written here"))
}

fn elsewhere(
    facts: &Facts<'_>,
    reference: &Reference,
    own: (&str, Span),
    object: &Written,
) -> Option<Finding> {
    let (other, at) = object.namespace.as_ref()?;
    let what = format!(
        "The {} {} is in the namespace {}, and the pod in {}.",
        reference.kind,
        short(&object.name),
        short(other),
        short(own.0)
    );
    let finding = MANIFEST_REFERENCE_BROKEN.at(facts.tree.span(reference.name)).say(
        what,
        "Pods see only objects of their own namespace: CreateContainerConfigError or FailedMount.",
        format!("Write the object into the namespace {} too.", short(own.0)),
    );
    Some(object.related(finding, *at, "the object's namespace"))
}
