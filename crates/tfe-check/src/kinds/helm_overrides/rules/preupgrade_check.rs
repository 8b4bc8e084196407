//! The pre-upgrade check in a file that holds the real settings, and its own settings.

use helm_values::Data;

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::{PREUPGRADE_CHECK_MALFORMED, PREUPGRADE_CHECK_ON};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let Some(value) =
        facts.key("preupgradeCheck.enabled").filter(|_| facts.is_on("preupgradeCheck.enabled"))
    else {
        return;
    };
    if facts.settings().next().is_some() {
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
        out.push(found.fix(fix.map(|edits| Fix::review("Write `false`", edits))));
    }
    out.extend(namespace(facts).or_else(|| job(facts)));
}

fn namespace(facts: &Facts<'_>) -> Option<Finding> {
    let value = facts.key("preupgradeCheck.tfeNamespace").filter(|v| v.as_bool().is_none())?;
    Some(PREUPGRADE_CHECK_MALFORMED.at(place::value(value)).say(
        "`tfeNamespace` must be true or false, without quotes.",
        "Helm stops: `preupgradeCheck.tfeNamespace must be a boolean`.",
        "Write `true` or `false`.",
    ))
}

fn job(facts: &Facts<'_>) -> Option<Finding> {
    let value = facts.key("preupgradeCheck.jobName").filter(|v| !v.is_null())?;
    let fits = value.as_str().is_some_and(|name| name.is_empty() || is_label(name));
    (!fits).then(|| {
        PREUPGRADE_CHECK_MALFORMED.at(place::value(value)).say(
            "The job name is not a DNS label of at most 63 characters.",
            "Helm stops: `preupgradeCheck.jobName must be …`.",
            "Use lower-case letters, digits and `-`.",
        )
    })
}

fn is_label(name: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.len() <= 63
        && name.starts_with(inner)
        && name.ends_with(inner)
        && name.chars().all(|c| inner(c) || c == '-')
}
