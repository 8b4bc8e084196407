//! Mounts of volumes that the pod does not have.

use helm_values::NodeId;
use text::{Vocabulary, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_MOUNT_WITHOUT_VOLUME;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for pod in facts.pods.iter().filter(|pod| is_whole(facts, pod)) {
        let volumes = volumes(facts, pod);
        for worker in &pod.containers {
            let mounts = facts.tree.at(worker.container.node, &["volumeMounts"]);
            let named = facts.tree.items(mounts).into_iter();
            let named = named.filter_map(|mount| facts.tree.at(mount, &["name"]));
            found.extend(named.filter_map(|name| without(facts, &volumes, name)));
        }
    }
    found
}

/// Whether a pod is all there: a patch may name mounts and images without the volumes.
fn is_whole(facts: &Facts<'_>, pod: &Pod<'_>) -> bool {
    let has = |name: &str| facts.tree.entry(pod.spec, name).is_some();
    let images = pod.containers.iter().all(|worker| !worker.container.image.is_empty());
    let typed = !pod.object.is_job() || has("restartPolicy");
    has("volumes") && images && typed && !facts.may_hold_more(facts.tree.span(pod.spec))
}

/// The names of the volumes, those of claims too; a name that is filled in later as well.
fn volumes<'d>(facts: &Facts<'d>, pod: &Pod<'d>) -> Vec<(&'d str, bool)> {
    let tree = facts.tree;
    let own = tree.items(tree.at(pod.spec, &["volumes"])).into_iter();
    let own = own.filter_map(|volume| tree.at(volume, &["name"]));
    let claims = tree.at(pod.object.node, &["spec", "volumeClaimTemplates"]);
    let claims = tree.items(claims).into_iter();
    let claims = claims.filter_map(|claim| tree.at(claim, &["metadata", "name"]));
    let named = own.chain(claims);
    named.map(|node| (tree.scalar(node).unwrap_or(""), facts.is_literal(node))).collect()
}

fn without(facts: &Facts<'_>, volumes: &[(&str, bool)], name: NodeId) -> Option<Finding> {
    let written = facts.literal(name)?;
    let is_known = |(volume, literal): &(&str, bool)| !literal || *volume == written;
    if volumes.is_empty() || volumes.iter().any(is_known) {
        return None;
    }
    let names: Vec<&str> = volumes.iter().map(|(volume, _)| *volume).collect();
    let meant = Vocabulary::new(names.iter().copied()).slip(written);
    let place = facts.tree.span(name);
    let fix = meant.map(|meant| Fix::review(format!("Write {meant}"), facts.instead(name, meant)));
    let action = match meant {
        Some(meant) => format!("Write {}, or add the volume.", short(meant)),
        None => "Add the volume to the pod, or name one that it has.".to_owned(),
    };
    let finding = MANIFEST_MOUNT_WITHOUT_VOLUME.at(place).say(
        format!("The pod has no volume {}.", short(written)),
        "The API server rejects the object: volumeMounts[].name: Not found.",
        action,
    );
    Some(finding.fix(fix))
}
