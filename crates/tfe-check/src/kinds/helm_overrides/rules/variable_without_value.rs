//! A setting with nothing after its colon.

use super::place::{self, key};
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge;
use crate::knowledge::rules::helm_overrides::VARIABLE_WITHOUT_VALUE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let nulls = facts.variables().filter(|given| {
        let node = given.value.origin.and_then(|o| facts.document.node(o.node));
        given.value.is_null()
            && !super::value_lost::is_swallowed(facts, given.value)
            && place::is_read(facts, given.value)
            && node.is_none_or(|n| n.anchor.is_none())
    });
    nulls.map(|given| say(&given)).collect()
}

fn say(given: &Given<'_>) -> Finding {
    let default = knowledge::setting(given.name).and_then(|s| s.default);
    let severity = if default.is_some() { Severity::Info } else { Severity::Warning };
    let why = match default {
        Some(default) => {
            format!("The cluster drops or rejects it; if it drops it, TFE uses {default}.")
        }
        None => "The cluster rejects it (`unknown object type \"nil\"`), or TFE does not get it."
            .to_owned(),
    };
    VARIABLE_WITHOUT_VALUE.at(key(given.value)).severity(severity).say(
        format!("`{}` has no value.", given.name),
        why,
        "Write a value, `\"\"` for an empty one, or remove the line.",
    )
}
