//! `TFE_STARTUP_CHECKS_IGNORE_FAILURES`.

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge;
use crate::knowledge::rules::helm_overrides::STARTUP_CHECKS_IGNORED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(given) = facts.setting("TFE_STARTUP_CHECKS_IGNORE_FAILURES") else {
        return Vec::new();
    };
    let Some(setting) = knowledge::setting(given.name) else { return Vec::new() };
    if given.text.trim().is_empty() || is_placeholder(&given.text) {
        return Vec::new();
    }
    let known = |name: &str| setting.values.iter().any(|v| v.eq_ignore_ascii_case(name));
    let unknown = given.text.split(',').map(str::trim).find(|n| !n.is_empty() && !known(n));
    let at = place::value(given.value);
    vec![match unknown {
        Some(name) => STARTUP_CHECKS_IGNORED.at(at).say(
            format!("`{}` is not a check whose failure can be ignored.", text::short(name)),
            "TFE most likely ignores this name; the config and upgrade checks always apply.",
            "Remove the name.",
        ),
        None => STARTUP_CHECKS_IGNORED.at(at).say(
            "TFE starts even if these checks fail.",
            "Real failures show up only later, during operation.",
            "Remove it once the cause is gone.",
        ),
    }]
}
