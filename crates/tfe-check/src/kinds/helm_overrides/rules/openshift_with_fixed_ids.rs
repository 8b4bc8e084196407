//! User and group IDs that OpenShift gives itself.

use super::{openshift_signs, place};
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::OPENSHIFT_WITH_FIXED_IDS;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let fields = ["runAsUser", "fsGroup"];
    let ids = fields.iter().find_map(|field| facts.key(&format!("securityContext.{field}")));
    let Some(id) = ids.filter(|id| !id.is_null()) else { return Vec::new() };
    let mut found = Vec::new();
    if openshift_signs::switch(facts).is_some() && openshift_signs::is_certain(facts) {
        found.push(OPENSHIFT_WITH_FIXED_IDS.at(place::key(id)).say(
            "OpenShift gives each project its own user and group IDs.",
            "The restricted constraints most likely reject a pod with fixed IDs.",
            "Remove `runAsUser` and `fsGroup`.",
        ));
    }
    found
}
