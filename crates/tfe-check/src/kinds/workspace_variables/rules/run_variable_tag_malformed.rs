//! Tags with characters that a tag cannot have, and `TYPE`, which is not a tag.

use text::{Edit, Span, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::workspace_variables::names::Named;
use crate::knowledge::rules::workspace_variables::RUN_VARIABLE_TAG_MALFORMED;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (variable, named) in &facts.known {
        found.extend(tag(variable, *named));
    }
    found
}

fn tag(variable: &Variable, named: Named<'_>) -> Option<Finding> {
    let tag = named.tag;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if tag == "TYPE" && named.is_switch() {
        return Some(RUN_VARIABLE_TAG_MALFORMED.at(variable.key).say(
            format!("{} is not a variable of runs.", variable.name),
            "Only AWS and GCP have an AUTH_TYPE, and TYPE cannot be a tag: the run ignores it.",
            "Remove it.",
        ));
    }
    if tag.chars().all(is_part) {
        return None;
    }
    let right: String = tag.chars().map(|c| if is_part(c) { c } else { '_' }).collect();
    let place = Span::new(variable.key.end - tag.len(), variable.key.end);
    let finding = RUN_VARIABLE_TAG_MALFORMED.at(place).say(
        format!("The tag {} has a character that is not allowed.", short(tag)),
        "A tag is letters, digits and underscores; the run does not read this variable.",
        format!("Write {right} in all variables of this configuration."),
    );
    Some(finding.fix(Fix::review(format!("Write {right}"), Edit::replace(place, right))))
}
