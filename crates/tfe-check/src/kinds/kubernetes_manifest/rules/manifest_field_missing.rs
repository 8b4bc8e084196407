//! Fields that the API server requires.

use helm_values::NodeId;
use text::Vocabulary;

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
    let lacks = |name: &str| {
        facts.tree.entry(map.node, name).is_none() && !words_near(facts, map.node, name)
    };
    for field in map.known.iter().filter(|field| field.required && lacks(field.name)) {
        out.push(MANIFEST_FIELD_MISSING.at(first).say(
            format!("The required field {} is missing.", field.name),
            "The API server rejects the object.",
            format!("Add {}.", field.name),
        ));
    }
}

/// Whether a field of the map is that name with a slip, which is reported there.
fn words_near(facts: &Facts<'_>, map: NodeId, name: &str) -> bool {
    let words = Vocabulary::new([name]);
    let mut written = facts.tree.entries(map).iter().filter_map(|entry| entry.name.as_deref());
    written.any(|written| words.slip(written).is_some())
}
