//! Values that are not one of those that runs accept.

use text::{Edit, Vocabulary, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::workspace_variables::given::given;
use crate::knowledge::rules::workspace_variables::RUN_VALUE_NOT_ALLOWED;
use crate::knowledge::runs::{Form, Known};
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for given in given(facts).filter(|given| given.known.form == Form::Choice) {
        let found = choice(facts, given.variable, given.known, given.value);
        out.extend(found.map(|finding| given.with_source(finding)));
    }
    out
}

fn choice(facts: &Facts<'_>, variable: &Variable, known: &Known, value: &str) -> Option<Finding> {
    if known.values.contains(&value) {
        return None;
    }
    let words = Vocabulary::new(known.values.iter().copied());
    let near = words.slip(value).or_else(|| words.nearest(value));
    let near = near.or_else(|| second_half(facts, known, value));
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

/// `access_token` for `roleset/access_token`, where the list names a role set and no static account.
fn second_half(facts: &Facts<'_>, known: &Known, value: &str) -> Option<&'static str> {
    let is_named = |first: &str| {
        let own = first.replace('_', "");
        let names =
            facts.list.variables.iter().map(|v| v.name.to_ascii_lowercase().replace('_', ""));
        names.into_iter().any(|name| name.contains(&own))
    };
    let halves = known.values.iter().filter_map(|word| Some((*word, word.split_once('/')?)));
    let mut all = halves.filter(|(_, (first, second))| *second == value && is_named(first));
    let (word, _) = all.next()?;
    all.next().is_none().then_some(word)
}
