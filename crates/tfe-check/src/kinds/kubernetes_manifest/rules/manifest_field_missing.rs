//! Fields that the API server requires.

use text::{Edit, Span};

use super::{Facts, Finding};
use crate::base::finding::{Fix, Severity};
use crate::kinds::kubernetes_manifest::facts::{Pod, Worker};
use crate::kinds::kubernetes_manifest::object::Object;
use crate::kinds::kubernetes_manifest::typed::TypedMap;
use crate::kinds::kubernetes_manifest::written::{Written, is_maker};
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_FIELD_MISSING;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for map in &facts.typed().maps {
        missing(facts, map, &mut found);
    }
    let own = Written::all(facts);
    // What Kustomize puts together has its other half elsewhere.
    if own.iter().chain(facts.others).any(|object| is_maker(&object.kind)) {
        return found;
    }
    found.extend(facts.objects.iter().flat_map(|object| head(facts, object)));
    found.extend(facts.pods.iter().flat_map(|pod| without_image(facts, pod)));
    found.extend(facts.objects.iter().filter_map(|object| half(facts, object)));
    found
}

/// What is written whole wherever it is written. The server fills in the group of a role, and patches leave out most
/// of what an object requires.
const WHOLE: [(&str, &[&str]); 10] = [
    ("ConfigMapKeySelector", &["key", "name"]),
    ("Container", &["name"]),
    ("ContainerPort", &["containerPort"]),
    ("EnvVar", &["name"]),
    ("KeyToPath", &["key", "path"]),
    ("RoleRef", &["kind", "name"]),
    ("SecretKeySelector", &["key", "name"]),
    ("Subject", &["kind", "name"]),
    ("Volume", &["name"]),
    ("VolumeMount", &["mountPath", "name"]),
];

fn missing(facts: &Facts<'_>, map: &TypedMap, out: &mut Vec<Finding>) {
    let place = facts.tree.span(map.node);
    let Some((_, names)) = WHOLE.iter().find(|(name, _)| *name == map.name) else { return };
    if facts.may_hold_more(place) {
        return;
    }
    let first = facts.tree.entries(map.node).first().map_or(place, |entry| entry.span);
    let required = |name: &&&str| map.known.iter().any(|f| f.name == **name && f.required);
    for name in names.iter().filter(required).filter(|name| facts.lacks(map.node, name)) {
        let why = "The API server rejects the object.";
        let what = format!("The required field {name} is missing.");
        out.push(MANIFEST_FIELD_MISSING.at(first).say(what, why, format!("Add {name}.")));
    }
}

/// The containers of a whole job that have no image.
fn without_image<'f>(
    facts: &'f Facts<'_>,
    pod: &'f Pod<'_>,
) -> impl Iterator<Item = Finding> + use<'f> {
    let whole = pod.object.is_job() && facts.tree.entry(pod.spec, "restartPolicy").is_some();
    let runs = |worker: &&Worker<'_>| {
        let has = |name: &str| facts.tree.entry(worker.container.node, name).is_some();
        has("name") && has("command") && facts.lacks(worker.container.node, "image")
    };
    let all = pod.containers.iter().filter(move |worker| whole && runs(worker));
    all.filter_map(|worker| {
        let place = facts.tree.span(worker.container.node);
        let first = facts.tree.entries(worker.container.node).first()?.span;
        (!facts.may_hold_more(place)).then(|| unless_patch(first, "image"))
    })
}

/// What says which object it is.
fn head<'f>(
    facts: &'f Facts<'_>,
    object: &'f Object<'_>,
) -> impl Iterator<Item = Finding> + use<'f> {
    let all = [("apiVersion", object.api_version), ("kind", object.kind)];
    let lost = all.into_iter().filter(|(name, _)| facts.lacks(object.node, name));
    lost.filter_map(|(name, value)| {
        let first = facts.tree.entries(object.node).first()?.span;
        let what = format!("The object has no {name}.");
        let why = format!("kubectl stops: `error validating data: {name} not set`.");
        let line = format!("{name}: {value}");
        let edit = Edit::insert(first.start, format!("{line}\n"));
        let begins =
            facts.text.get(..first.start).is_some_and(|b| b.is_empty() || b.ends_with('\n'));
        let fix = begins.then(|| Fix::review(format!("Add `{line}`"), edit));
        let found = MANIFEST_FIELD_MISSING.at(first).say(what, why, format!("Add `{line}`."));
        Some(found.fix(fix))
    })
}

/// What binds nothing, or selects nothing: an object may be a patch of another one.
fn half(facts: &Facts<'_>, object: &Object<'_>) -> Option<Finding> {
    let tree = facts.tree;
    let (map, name) = match object.kind {
        "RoleBinding" | "ClusterRoleBinding" => {
            tree.at(object.node, &["subjects"])?;
            (object.node, "roleRef")
        }
        "Deployment" | "StatefulSet" => {
            let spec = tree.at(object.node, &["spec"])?;
            tree.at(spec, &["template", "metadata", "labels"])?;
            let pod = facts.pods.iter().find(|pod| pod.object.node == object.node)?;
            let images = pod.containers.iter().all(|worker| !worker.container.image.is_empty());
            (spec, Some("selector").filter(|_| images)?)
        }
        _ => return None,
    };
    let is_open = facts.may_hold_more(tree.span(object.node));
    let first = tree.entries(map).first()?.span;
    (facts.lacks(map, name) && !is_open).then(|| unless_patch(first, name))
}

fn unless_patch(place: Span, name: &'static str) -> Finding {
    let what = format!("The required field {name} is missing.");
    let why = "The API server rejects the object, unless it is a patch of another one.";
    let finding = MANIFEST_FIELD_MISSING.at(place).say(what, why, format!("Add {name}."));
    finding.severity(Severity::Warning)
}
