//! A manifest that no YAML reader takes.

use text::Span;

use super::{Facts, Finding};
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_NOT_YAML;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let fatal = facts.tree.document.problems().iter().find(|problem| problem.fatal);
    let Some(problem) = fatal else { return Vec::new() };
    vec![MANIFEST_NOT_YAML.at(problem.span).say(
        "The YAML is not valid here.",
        "kubectl and Helm stop here and create nothing from the file.",
        "Correct the indentation, quote or bracket at this place.",
    )]
}

/// Spaces that YAML does not take for an indentation: then each line is a key at the top. Nothing else is said of
/// such a file.
pub(super) fn indented_by_others(facts: &Facts<'_>) -> Option<Finding> {
    let mut at = 0;
    let first = facts.text.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        // After spaces it may be a part of a text.
        line.starts_with(NON_BREAKING).then(|| Span::new(start, start + NON_BREAKING.len_utf8()))
    });
    Some(MANIFEST_NOT_YAML.at(first?).say(
        "The line is indented with non-breaking spaces.",
        "YAML reads them as part of the key, so kubectl rejects the file.",
        "Replace all non-breaking spaces with spaces.",
    ))
}

/// It looks like a space.
const NON_BREAKING: char = '\u{a0}';
