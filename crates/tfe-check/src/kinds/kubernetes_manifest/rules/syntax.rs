//! A manifest that no YAML reader takes.

use super::{Facts, Finding, Rule};
use crate::base::finding::{Severity, Stage};

static REFUSED: Rule = Rule::new("manifest-not-yaml", Severity::Error, Stage::Parse)
    .source(crate::base::finding::Evidence::Documented, "yaml.org/spec/1.2.2");

pub(super) static RULES: [&Rule; 1] = [&REFUSED];

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let fatal = facts.tree.document.problems().iter().find(|problem| problem.fatal);
    let Some(problem) = fatal else { return };
    out.push(REFUSED.at(problem.span).say(
        "This place is not valid YAML.",
        "kubectl and Helm stop here and create nothing from the file.",
        "Correct the indentation, quote or bracket at this place.",
    ));
}
