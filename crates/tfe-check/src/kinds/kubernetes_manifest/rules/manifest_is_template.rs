//! Templates that only Helm fills in.

use super::{Facts, Finding};
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_IS_TEMPLATE;

/// In a chart's folder the file is right, which its text does not show: nothing is wrong with it.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(first) = facts.of_helm().into_iter().min_by_key(|mark| mark.start) {
        found.push(MANIFEST_IS_TEMPLATE.at(first).say(
            "This manifest is a template: Helm fills in what is in {{ }}.",
            "kubectl apply does not support templates and rejects the file.",
            "Render it with helm template first, or write the values in place of the template marks.",
        ));
    }
    found
}
