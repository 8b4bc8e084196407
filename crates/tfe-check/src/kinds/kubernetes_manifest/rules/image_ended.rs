//! Images that get no releases any more.

use text::{Edit, Span};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::IMAGE_ENDED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for worker in facts.pods.iter().flat_map(|pod| &pod.containers) {
        let Some(node) = facts.tree.at(worker.container.node, &["image"]) else { continue };
        let bare = worker.container.image.split(['@', ':']).next().unwrap_or("");
        if !matches!(
            bare,
            "vault" | "library/vault" | "docker.io/vault" | "docker.io/library/vault"
        ) {
            continue;
        }
        let written = facts.tree.span(node);
        let at = written.of(facts.text).find(bare).unwrap_or(0) + written.start;
        let name = Span::new(at, at + bare.len());
        found.push(
            IMAGE_ENDED
                .at(written)
                .say(
                    "The image `vault` has no releases after 1.13.",
                    "Security fixes never reach this job.",
                    "Use hashicorp/vault in a supported version.",
                )
                .fix(Fix::review("Use hashicorp/vault", Edit::replace(name, "hashicorp/vault"))),
        );
    }
    found
}
