//! Values that are not one of those that runs accept.

use text::{Edit, Vocabulary, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::carry::variables::Variable;
use crate::kinds::workspace_variables::given::given;
use crate::knowledge::rules::workspace_variables::RUN_VALUE_NOT_ALLOWED;
use crate::knowledge::runs::{Form, Known};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for given in given(facts).filter(|given| given.known.form == Form::Choice) {
        let found = choice(given.variable, given.known, given.value);
        out.extend(found.map(|finding| given.with_source(finding)));
    }
}

fn choice(variable: &Variable, known: &Known, value: &str) -> Option<Finding> {
    if known.values.contains(&value) {
        return None;
    }
    let words = Vocabulary::new(known.values.iter().copied());
    let near = words.slip(value).or_else(|| words.nearest(value));
    let fix =
        near.map(|word| Fix::review(format!("Write {word}"), Edit::replace(variable.place, word)));
    let action = match near {
        Some(word) => format!("Write {word}."),
        None => format!("Write one of {}.", known.values.join(", ")),
    };
    let finding = RUN_VALUE_NOT_ALLOWED.at(variable.place).say(
        format!("{} is not a value that runs accept here.", short(value)),
        format!(
            "The run fails before its plan: {} must be one of {}.",
            variable.name,
            known.values.join(", ")
        ),
        action,
    );
    Some(finding.fix(fix))
}
