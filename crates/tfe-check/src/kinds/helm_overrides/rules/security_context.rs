//! Fields of a security context that have no effect where they are, or that remove what the chart adds.

use helm_values::Value;

use super::change;
use super::place::key;
use crate::base::finding::{Finding, Fix, Rule};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::{
    CONTAINER_FIELD_ON_THE_POD, OPENSHIFT_DEFAULTS_REPLACED, POD_FIELD_ON_THE_CONTAINER,
};

const CONTAINER_ONLY: [&str; 5] = [
    "allowPrivilegeEscalation",
    "capabilities",
    "privileged",
    "readOnlyRootFilesystem",
    "procMount",
];
const POD_ONLY: [&str; 5] =
    ["fsGroup", "fsGroupChangePolicy", "supplementalGroups", "supplementalGroupsPolicy", "sysctls"];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    out.extend(misplaced(
        facts,
        &CONTAINER_FIELD_ON_THE_POD,
        "securityContext",
        "container.securityContext",
        &CONTAINER_ONLY,
    ));
    out.extend(misplaced(
        facts,
        &POD_FIELD_ON_THE_CONTAINER,
        "container.securityContext",
        "securityContext",
        &POD_ONLY,
    ));
    out.extend(replaced(facts));
}

fn misplaced(
    facts: &Facts<'_>,
    rule: &'static Rule,
    place: &str,
    right: &str,
    fields: &[&str],
) -> Vec<Finding> {
    let map = facts.key(place).and_then(Value::as_map);
    let wrong = map.into_iter().flatten().filter(|(name, _)| fields.contains(&name.as_str()));
    wrong
        .map(|(name, value)| {
            let from: Vec<&str> =
                change::key_path(facts, place).into_iter().chain([name.as_str()]).collect();
            let to: Vec<&str> =
                change::key_path(facts, right).into_iter().chain([name.as_str()]).collect();
            let edits = change::relocate(facts, &from, &to, false);
            rule.at(key(value))
                .say(
                    format!("`{name}` is not a field of `{place}`."),
                    "A strict API rejects the Deployment; a lenient one drops the field.",
                    format!("Move it to `{right}`."),
                )
                .fix(edits.map(|edits| Fix::review(format!("Move it to {right}"), edits)))
        })
        .collect()
}

/// Any field under `container.securityContext` replaces all that `openshift.enabled` adds.
fn replaced(facts: &Facts<'_>) -> Option<Finding> {
    let own = facts.key("container.securityContext")?;
    let map = own.as_map().filter(|m| !m.is_empty() && facts.is_on("openshift.enabled"))?;
    let is = |name: &str, value: bool| map.get(name).and_then(Value::as_bool) == Some(value);
    let drops_all = own.at(&["capabilities", "drop"]).and_then(Value::as_list);
    let drops_all = drops_all.is_some_and(|l| l.iter().any(|v| v.as_str() == Some("ALL")));
    let profile =
        own.at(&["seccompProfile", "type"]).and_then(Value::as_str) == Some("RuntimeDefault");
    let missing: Vec<&str> = [
        (is("allowPrivilegeEscalation", false), "allowPrivilegeEscalation"),
        (drops_all, "capabilities"),
        (is("runAsNonRoot", true), "runAsNonRoot"),
        (profile, "seccompProfile"),
    ]
    .into_iter()
    .filter_map(|(there, name)| (!there).then_some(name))
    .collect();
    (!missing.is_empty()).then(|| {
        OPENSHIFT_DEFAULTS_REPLACED.at(key(own)).say(
            "This replaces what `openshift.enabled` adds to the container.",
            format!("The container runs without {}.", super::needs::join(&missing)),
            "Remove it, or repeat the four fields that the chart adds.",
        )
    })
}
