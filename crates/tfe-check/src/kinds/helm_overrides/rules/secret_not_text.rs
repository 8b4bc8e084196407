//! A value under `env.secrets` that is not text.

use helm_values::{Data, Value};

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::SECRET_NOT_TEXT;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let wrong = facts.secrets().filter(|given| is_not_text(facts, given));
    wrong.map(|given| say(facts, &given)).collect()
}

/// Whether a setting is a secret whose value is reported here.
pub(super) fn is_not_text(facts: &Facts<'_>, given: &Given<'_>) -> bool {
    given.secret
        && !matches!(given.value.data, Data::String(_))
        && place::is_read(facts, given.value)
        && !is_told_at_its_anchor(facts, given)
}

/// Whether the value is at another secret, and `*name` only repeats it.
fn is_told_at_its_anchor(facts: &Facts<'_>, given: &Given<'_>) -> bool {
    let node = |value: &Value| value.origin.map(|o| o.node);
    place::is_alias(facts, given.value)
        && facts.secrets().any(|other| {
            !place::is_alias(facts, other.value) && node(other.value) == node(given.value)
        })
}

fn say(facts: &Facts<'_>, given: &Given<'_>) -> Finding {
    let (is, got) = match given.value.data {
        Data::Number(_) => ("a number", "float64"),
        Data::Bool(_) => ("a boolean", "bool"),
        Data::Null => ("empty", "interface {}"),
        Data::List(_) => ("a list", "[]interface {}"),
        _ => ("a map", "map[string]interface {}"),
    };
    let anchor = place::anchored(facts, given.value);
    let fix = repair(facts, given);
    let action = match anchor {
        Some(_) => "Put the value at the anchor in quotes.",
        None if given.value.is_null() && fix.is_none() => {
            "Write the secret in quotes, or remove the line."
        }
        None => "Put the value in quotes.",
    };
    let mut found = SECRET_NOT_TEXT.at(place::value(given.value)).say(
        format!("Secrets must be text, and this one is {is}."),
        format!(
            "Helm stops without naming it: `wrong type for value; expected string; got {got}`."
        ),
        action,
    );
    if let Some(anchor) = anchor {
        found = found.related(anchor, "the value");
    }
    found.fix(fix)
}

fn repair(facts: &Facts<'_>, given: &Given<'_>) -> Option<Fix> {
    let path = change::path_of(facts, given);
    let edits = match given.value.data {
        // In quotes, YAML's words for nothing would be the password.
        Data::Null if is_word_for_nothing(place::value(given.value).of(facts.text)) => return None,
        Data::Null => {
            change::quote(facts, &path, given.value).or_else(|| swallowed(facts, given, &path))?
        }
        _ => change::quote(facts, &path, given.value)?,
    };
    Some(Fix::safe("Put it in quotes", edits))
}

fn is_word_for_nothing(written: &str) -> bool {
    written == "~" || written.eq_ignore_ascii_case("null")
}

/// `#secret` right after the colon: YAML takes the value for a comment.
fn swallowed(facts: &Facts<'_>, given: &Given<'_>, path: &[&str]) -> Option<text::EditSet> {
    super::value_lost::is_swallowed(facts, given.value)
        .then(|| change::quote_with_comment(facts, path))?
}
