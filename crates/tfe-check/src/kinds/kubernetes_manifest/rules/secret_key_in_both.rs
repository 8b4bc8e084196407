//! Keys of a Secret that are given in two ways.

use helm_values::Entry;
use text::short;

use super::{Facts, Finding};
use crate::knowledge::rules::kubernetes_manifest::SECRET_KEY_IN_BOTH;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for secret in facts.objects.iter().filter(|object| object.kind == "Secret") {
        let plain = secret.entries(facts.tree, "stringData");
        for entry in secret.entries(facts.tree, "data") {
            let same = plain.iter().find(|other| other.name.is_some() && other.name == entry.name);
            found.extend(same.map(|other| twice(facts, entry, other)));
        }
    }
    found
}

fn twice(facts: &Facts<'_>, entry: &Entry, other: &Entry) -> Finding {
    let name = entry.name.as_deref().unwrap_or("");
    SECRET_KEY_IN_BOTH
        .at(facts.tree.key(entry))
        .say(
            format!("{} is in data and in stringData.", short(name)),
            "The value in stringData is used, the one in data is not.",
            "Remove one of the two.",
        )
        .related(facts.tree.key(other), "This value is used.")
}
