//! A manifest that no YAML reader takes.

use super::{Facts, Finding};
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_NOT_YAML;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let fatal = facts.tree.document.problems().iter().find(|problem| problem.fatal);
    let Some(problem) = fatal else { return };
    out.push(MANIFEST_NOT_YAML.at(problem.span).say(
        "The YAML is not valid here.",
        "kubectl and Helm stop here and create nothing from the file.",
        "Correct the indentation, quote or bracket at this place.",
    ));
}
