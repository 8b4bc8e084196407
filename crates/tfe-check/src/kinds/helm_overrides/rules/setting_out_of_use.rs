//! Settings that TFE no longer reads, or not on Kubernetes, and the old Replicated names.

use helm_values::Value;

use super::{change, place::key};
use crate::base::finding::{Evidence, Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::{
    REPLICATED_SETTING, SETTING_OF_ANOTHER_RUNTIME, SETTING_REMOVED,
};
use crate::knowledge::{self, Replicated, Setting, Status};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for given in facts.settings() {
        match knowledge::setting(given.name) {
            Some(s) if s.status == Status::Removed => out.push(removed(facts, &given, s)),
            Some(s) if s.only.is_some() => out.push(other(facts, &given, s)),
            _ => {}
        }
    }
    for place in [&["env", "variables"][..], &["env", "secrets"], &["env"], &[]] {
        let map = facts.values.at(place).and_then(Value::as_map);
        for (name, value) in map.into_iter().flatten() {
            let old = knowledge::replicated(name).filter(|r| r.anywhere || place.len() > 1);
            out.extend(old.map(|old| replicated(facts, place, value, old)));
        }
    }
}

fn removed(facts: &Facts<'_>, given: &Given<'_>, setting: &Setting) -> Finding {
    let instead = setting.instead.unwrap_or("another setting");
    let path = change::path_of(facts, given);
    let exact = given.name.ends_with("_ENABLED") || given.name.ends_with("_INTERVAL");
    let fix = match exact && facts.setting(instead).is_none() {
        true => change::rename(facts, &path, instead)
            .map(|e| Fix::review(format!("Rename it to `{instead}`"), e)),
        false => change::remove(facts, &path).map(|e| Fix::review("Remove it", e)),
    };
    let found = SETTING_REMOVED.at(key(given.value)).say(
        "TFE has ignored this setting since May 2025.",
        "The database is not monitored unless the newer setting is set.",
        format!("Use `{instead}`."),
    );
    found.fix(fix)
}

fn other(facts: &Facts<'_>, given: &Given<'_>, setting: &Setting) -> Finding {
    let found = SETTING_OF_ANOTHER_RUNTIME.at(key(given.value)).say(
        format!("This setting is for {}, not for Kubernetes.", capital(setting.only.unwrap_or(""))),
        "It has no effect here.",
        "Remove it.",
    );
    let fix = change::remove(facts, &change::path_of(facts, given));
    found.fix(fix.map(|edits| Fix::review("Remove it", edits)))
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

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}
