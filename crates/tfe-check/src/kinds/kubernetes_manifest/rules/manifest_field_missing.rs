//! Fields that the API server requires.

use super::{Facts, Finding};
use crate::kinds::kubernetes_manifest::typed::TypedMap;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_FIELD_MISSING;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for map in &facts.typed().maps {
        missing(facts, map, out);
    }
}

/// What a patch of Kustomize leaves out is not missing: only objects that are whole are asked.
fn missing(facts: &Facts<'_>, map: &TypedMap, out: &mut Vec<Finding>) {
    let whole = ["EnvVar", "VolumeMount", "SecretKeySelector", "ConfigMapKeySelector"];
    let place = facts.tree.span(map.node);
    if !whole.contains(&map.name) || facts.may_hold_more(place) {
        return;
    }
    let first = facts.tree.entries(map.node).first().map_or(place, |entry| entry.span);
    let required = map.known.iter().filter(|field| field.required);
    for field in required.filter(|field| facts.lacks(map.node, field.name)) {
        out.push(MANIFEST_FIELD_MISSING.at(first).say(
            format!("The required field {} is missing.", field.name),
            "The API server rejects the object.",
            format!("Add {}.", field.name),
        ));
    }
}
