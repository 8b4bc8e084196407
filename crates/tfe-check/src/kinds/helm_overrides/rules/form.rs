//! Values that are not written as TFE reads them: what the rules about them share.

use helm_values::Data;

use super::{change, place};
use crate::base::finding::{Finding, Fix, Rule, Safety, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given, is_placeholder};
use crate::knowledge::{self, Setting};

/// What is wrong and what to write instead.
pub(super) struct Hit {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub what: String,
    pub action: String,
    pub instead: Option<(String, Safety)>,
}

/// The settings whose values can be checked: known, not blank, not to be filled in later.
pub(super) fn judged<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (Given<'a>, &'static Setting)> {
    facts.settings().filter_map(|given| {
        let setting = knowledge::setting(given.name).filter(|s| s.only.is_none())?;
        let text = given.text.trim();
        (!text.is_empty() && !is_placeholder(text)).then_some((given, setting))
    })
}

pub(super) fn hit(rule: &'static Rule, what: impl Into<String>, action: impl Into<String>) -> Hit {
    Hit { rule, severity: rule.severity, what: what.into(), action: action.into(), instead: None }
}

pub(super) fn say(facts: &Facts<'_>, given: &Given<'_>, hit: Hit) -> Finding {
    let why = match hit.severity {
        Severity::Error => "The configuration startup check fails, and TFE does not start.",
        _ => "It is not documented that TFE accepts it; the startup check may fail.",
    };
    // Where one value is surely meant, the others are of no help.
    let action = match &hit.instead {
        Some((text, Safety::Safe)) => format!("Write `{text}`."),
        _ => hit.action,
    };
    let at = place::value(given.value);
    let found = hit.rule.at(at).severity(hit.severity).say(hit.what, why, action);
    let fix = hit.instead.and_then(|(text, safety)| {
        let blank = text.is_empty();
        let title = if blank { "Leave it blank".to_owned() } else { format!("Write `{text}`") };
        let path = change::path_of(facts, given);
        let edits = change::put(facts, &path, Data::String(text.into()))?;
        Some(Fix { title: title.into(), safety, edits })
    });
    found.fix(fix)
}
