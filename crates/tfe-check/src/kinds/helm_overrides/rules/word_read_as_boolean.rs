//! `yes`, `on`, `n` and their like without quotes where text is meant.

use helm_values::{Data, Style};

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::WORD_READ_AS_BOOLEAN;
use crate::knowledge::{self, Form};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    facts.variables().filter_map(|given| say(facts, &given)).collect()
}

fn say(facts: &Facts<'_>, given: &Given<'_>) -> Option<Finding> {
    let Data::Bool(read) = given.value.data else { return None };
    let setting = knowledge::setting(given.name)?;
    if setting.form == Form::Bool {
        return None;
    }
    let node = facts.document.node(given.value.origin?.node)?;
    let scalar = node.as_scalar().filter(|s| s.style == Style::Plain)?;
    if matches!(scalar.text.as_str(), "true" | "false") {
        return None;
    }
    let edits = change::quote(facts, &change::path_of(facts, given), given.value);
    Some(
        WORD_READ_AS_BOOLEAN
            .at(place::value(given.value))
            .say(
                format!("YAML reads `{}` as {read}.", scalar.text),
                format!("TFE gets the text `{read}` for `{}`.", given.name),
                "Put it in quotes.",
            )
            .fix(edits.map(|edits| Fix::safe("Put it in quotes", edits))),
    )
}
