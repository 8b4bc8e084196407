//! Settings with keys or a list instead of a text.

use helm_values::Data;

use super::{change, misplaced_key, place};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge;
use crate::knowledge::rules::helm_overrides::VALUE_IS_A_MAP;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.variables() {
        let nested = matches!(given.value.data, Data::Map(_) | Data::List(_));
        if let Some(home) = home(&given) {
            found.push(indented(facts, &given, home, nested));
        } else if nested {
            found.push(VALUE_IS_A_MAP.at(place::key(given.value)).say(
                format!("The value of this setting is {}.", given.value.type_name()),
                "TFE gets it as Helm prints it: `map[a:b]` or `[a b]`.",
                "Write the value as text on one line, in quotes.",
            ));
        }
    }
    found
}

/// The key of the chart that is two or four columns too deep: settings are in capitals, and few keys are.
fn home(given: &Given<'_>) -> Option<String> {
    let name = given.name;
    let takes = |path: &String| {
        let key = knowledge::chart_key(path);
        !matches!(given.value.data, Data::Null)
            && key.is_some_and(|key| misplaced_key::takes(key, given.value))
    };
    if ["env", "variables"].contains(&name) {
        return None;
    }
    let beside = format!("env.{name}");
    [beside, name.to_owned()].into_iter().find(takes)
}

fn indented(facts: &Facts<'_>, given: &Given<'_>, home: String, nested: bool) -> Finding {
    let Given { name, value, .. } = given;
    let what = format!("`{name}` is a key of the chart, but it is below env.variables here.");
    let why = if nested {
        "The chart writes all of it into one variable and reads nothing in it."
    } else {
        "The chart passes it to TFE as a variable, and TFE ignores it."
    };
    let (action, title) = match home.split_once('.') {
        Some(_) => (
            format!("Write `{name}:` at the same indentation as `variables:`."),
            "Move it to `env`",
        ),
        None => {
            (format!("Write `{name}:` at the same indentation as `env:`."), "Move it out of `env`")
        }
    };
    let from = change::path_of(facts, given);
    let to: Vec<&str> = facts.prefix.iter().copied().chain(home.split('.')).collect();
    let edits = Some(()).filter(|()| misplaced_key::fits(facts, &home, value));
    let edits = edits.and_then(|()| change::relocate(facts, &from, &to, false));
    let severity = if nested { Severity::Error } else { Severity::Warning };
    let found = VALUE_IS_A_MAP.at(place::key(value)).severity(severity);
    found.say(what, why, action).fix(edits.map(|edits| Fix::review(title, edits)))
}
