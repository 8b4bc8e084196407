//! The pre-upgrade check in a file that holds the real settings.

use helm_values::Data;

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::PREUPGRADE_CHECK_ON;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let switch = facts.key("preupgradeCheck.enabled");
    let on = switch.filter(|_| facts.is_on("preupgradeCheck.enabled"));
    let Some(value) = on.filter(|_| facts.settings().next().is_some()) else { return Vec::new() };
    let path = change::key_path(facts, "preupgradeCheck.enabled");
    let fix = change::put(facts, &path, Data::Bool(false));
    let quoted = value.as_str().is_some();
    let found = PREUPGRADE_CHECK_ON.at(place::value(value)).say(
        if quoted {
            "In quotes this counts as true: the chart renders only the pre-upgrade check."
        } else {
            "With this on, the chart renders only the pre-upgrade check."
        },
        "An upgrade with this file removes the running Deployment and its Services.",
        "Write `false`, and turn it on with `--set` only for the check.",
    );
    vec![found.fix(fix.map(|edits| Fix::review("Write `false`", edits)))]
}
