//! Settings that TFE no longer reads.

use super::change;
use super::place::key;
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::SETTING_REMOVED;
use crate::knowledge::{self, Setting, Status};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.settings() {
        let gone = knowledge::setting(given.name).filter(|s| s.status == Status::Removed);
        found.extend(gone.map(|setting| removed(facts, &given, setting)));
    }
    found
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
