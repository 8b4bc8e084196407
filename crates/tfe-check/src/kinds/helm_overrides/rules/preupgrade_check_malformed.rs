//! Settings of the pre-upgrade check that the chart does not accept.

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::PREUPGRADE_CHECK_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let switch = facts.key("preupgradeCheck.enabled");
    let mut found = Vec::new();
    if switch.is_some() && facts.is_on("preupgradeCheck.enabled") {
        found.extend(namespace(facts).or_else(|| job(facts)));
    }
    found
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
