//! API versions that Kubernetes has removed.

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::api_versions::removed_in;
use crate::knowledge::kubernetes;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_API_VERSION_REMOVED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for object in &facts.objects {
        let Some(release) = removed_in(object) else { continue };
        let Some(node) = facts.tree.at(object.node, &["apiVersion"]) else { continue };
        let (place, kind) = (facts.tree.span(node), object.kind);
        let finding = MANIFEST_API_VERSION_REMOVED.at(place);
        let why = format!("Kubernetes {release} removed it: no matches for kind \"{kind}\".");
        let Some(now) = kubernetes::version_of(kind) else { continue };
        found.push(
            finding
                .say("Kubernetes no longer has this API version.", why, format!("Write {now}."))
                .fix(Fix::review(format!("Write {now}"), facts.instead(node, now))),
        );
    }
    found
}
