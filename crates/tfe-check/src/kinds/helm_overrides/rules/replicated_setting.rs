//! Names of settings from the old Replicated installation.

use helm_values::Value;

use super::change;
use super::place::key;
use crate::base::finding::{Evidence, Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::REPLICATED_SETTING;
use crate::knowledge::{self, Replicated};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for place in [&["env", "variables"][..], &["env", "secrets"], &["env"], &[]] {
        let map = facts.values.at(place).and_then(Value::as_map);
        for (name, value) in map.into_iter().flatten() {
            let old = knowledge::replicated(name).filter(|r| r.anywhere || place.len() > 1);
            found.extend(old.map(|old| replicated(facts, place, value, old)));
        }
    }
    found
}

fn replicated(
    facts: &Facts<'_>,
    place: &[&str],
    value: &Value,
    old: &'static Replicated,
) -> Finding {
    let found = REPLICATED_SETTING.at(key(value));
    let what = format!("`{}` is a name from the old Replicated installation.", old.name);
    let Some(instead) = old.instead.filter(|_| !old.inferred) else {
        return unproven(found, what, old);
    };
    let there = facts.setting(instead).is_some();
    let (severity, why) = if there {
        (Severity::Warning, "TFE does not read it; the new setting is used.")
    } else {
        (Severity::Error, "TFE does not read it and starts without this setting.")
    };
    let found = found.severity(severity).say(what, why, format!("Write `{instead}`."));
    if there || place.len() < 2 || !old.same_value {
        return found;
    }
    let path: Vec<&str> = facts.prefix.iter().chain(place).copied().chain([old.name]).collect();
    let fix = change::rename(facts, &path, instead);
    found.fix(fix.map(|edits| Fix::review(format!("Rename it to `{instead}`"), edits)))
}

/// Of these no page says what took their place.
fn unproven(found: Finding, what: String, old: &Replicated) -> Finding {
    let action = match old.instead {
        Some(name) => format!("Most likely `{name}` replaced it."),
        None => "Remove it; no replacement is documented.".to_owned(),
    };
    found
        .severity(Severity::Info)
        .source(Evidence::Inferred, "Replicated: names of the settings")
        .say(what, "TFE does not read it.", action)
}
