//! A security context that replaces the chart's own for OpenShift.

use helm_values::Value;

use super::enumeration;
use super::place::key;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::OPENSHIFT_DEFAULTS_REPLACED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    replaced(facts).into_iter().collect()
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
            format!("The container runs without {}.", enumeration::join(&missing)),
            "Remove it, or repeat the four fields that the chart adds.",
        )
    })
}
