//! Fields that the API server does not know.

use helm_values::{Entry, NodeId};
use text::{Vocabulary, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::knowledge::kubernetes::Field;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_FIELD_UNKNOWN;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for map in &facts.typed().maps {
        for entry in facts.tree.entries(map.node) {
            let written = entry.name.as_deref().filter(|name| facts.is_field(entry, name));
            let is_other = |name: &&str| map.known.iter().all(|field| field.name != *name);
            let other = written.filter(is_other);
            found.extend(other.map(|name| unknown(facts, map.node, entry, name, &map.known)));
        }
    }
    found
}

fn unknown(
    facts: &Facts<'_>,
    map: NodeId,
    entry: &Entry,
    written: &str,
    known: &[Field],
) -> Finding {
    let key = facts.tree.key(entry);
    let words = Vocabulary::new(known.iter().map(|field| field.name));
    let free = |name: &&str| facts.tree.entry(map, name).is_none();
    let meant = words.slip(written).filter(free);
    let action = match meant.or_else(|| words.nearest(written).filter(free)) {
        Some(name) => format!("Write {name}."),
        None => "Remove the field, or move it to the object that has it.".to_owned(),
    };
    let why = "kubectl apply rejects the object (strict decoding error: unknown field). Without that \
               validation the field is dropped, as if it were not there.";
    let fix = meant.map(|name| Fix::safe(format!("Write {name}"), facts.instead(entry.key, name)));
    let what = format!("Kubernetes does not recognize the field {} here.", short(written));
    MANIFEST_FIELD_UNKNOWN.at(key).say(what, why, action).fix(fix)
}
