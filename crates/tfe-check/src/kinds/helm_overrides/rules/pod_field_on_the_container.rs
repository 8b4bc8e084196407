//! Fields of a pod's security context on the container.

use super::security_fields;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::POD_FIELD_ON_THE_CONTAINER;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    security_fields::misplaced(
        facts,
        &POD_FIELD_ON_THE_CONTAINER,
        "container.securityContext",
        "securityContext",
        &POD_ONLY,
    )
}

/// Fields that only a pod has.
pub(super) const POD_ONLY: [&str; 5] =
    ["fsGroup", "fsGroupChangePolicy", "supplementalGroups", "supplementalGroupsPolicy", "sysctls"];
