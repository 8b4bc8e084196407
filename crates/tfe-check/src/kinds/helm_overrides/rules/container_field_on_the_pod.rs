//! Fields of a container's security context on the pod.

use super::security_fields;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::CONTAINER_FIELD_ON_THE_POD;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    security_fields::misplaced(
        facts,
        &CONTAINER_FIELD_ON_THE_POD,
        "securityContext",
        "container.securityContext",
        &CONTAINER_ONLY,
    )
}

const CONTAINER_ONLY: [&str; 5] = [
    "allowPrivilegeEscalation",
    "capabilities",
    "privileged",
    "readOnlyRootFilesystem",
    "procMount",
];
