//! Names that are too long for what is made from them.

use super::{Facts, Finding};
use crate::knowledge::rules::kubernetes_manifest::CRONJOB_NAME_TOO_LONG;

/// The controller adds 11 characters to make a Job's name, which has 63 at most.
const LONGEST: usize = 52;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for object in facts.objects.iter().filter(|object| object.kind == "CronJob") {
        let Some(node) = facts.tree.at(object.node, &["metadata", "name"]) else { continue };
        let length = object.name(facts.tree).chars().count();
        if length <= LONGEST || !facts.is_literal(node) {
            continue;
        }
        found.push(CRONJOB_NAME_TOO_LONG.at(facts.tree.span(node)).say(
            format!("The CronJob's name has {length} characters; at most {LONGEST} are allowed."),
            "Its Jobs get the name plus 11 characters. The API server rejects the CronJob.",
            "Give it a shorter name.",
        ));
    }
    found
}
