//! A non-root pod with other ids than the documented ones.

use helm_values::Value;

use super::place::key;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::rules::helm_overrides::NONROOT_WITH_OTHER_IDS;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(flag) = facts.key("securityContext.runAsNonRoot") else { return Vec::new() };
    let switch = facts.known("TFE_RUN_PIPELINE_KUBERNETES_OPEN_SHIFT_ENABLED");
    let other_way =
        facts.is_on("openshift.enabled") || matches!(switch, Known::Text(t) if t == "true");
    if flag.as_bool() != Some(true) || other_way {
        return Vec::new();
    }
    let wrong: Vec<&str> = [("runAsUser", 1000.0), ("fsGroup", 1012.0)]
        .into_iter()
        .filter(|(field, id)| {
            let value = facts.key(&format!("securityContext.{field}"));
            value.and_then(Value::as_number) != Some(*id)
        })
        .map(|(field, _)| field)
        .collect();
    let mut found = Vec::new();
    if let Some(first) = wrong.first() {
        let at = facts.key(&format!("securityContext.{first}")).unwrap_or(flag);
        found.push(NONROOT_WITH_OTHER_IDS.at(key(at)).say(
            "Non-root TFE is documented only with user 1000 and group 1012.",
            "With other IDs it may lack permissions for its own files.",
            "Set `runAsUser: 1000` and `fsGroup: 1012`.",
        ));
    }
    found
}
