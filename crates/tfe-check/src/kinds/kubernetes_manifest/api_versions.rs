//! API versions that Kubernetes has removed.

use super::object::Object;
use crate::knowledge::kubernetes;

const RBAC: [&str; 4] = ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];

/// Groups whose kinds are all in Kubernetes itself: those of other groups may have the same names.
const BUILT_IN: [&str; 5] = ["", "apps", "batch", "extensions", "rbac.authorization.k8s.io"];

/// Removed versions, their kinds and the release without them.
const GONE: [(&str, &[&str], &str); 7] = [
    ("batch/v2alpha1", &["CronJob"], "1.21"),
    ("batch/v1beta1", &["CronJob"], "1.25"),
    ("extensions/v1beta1", &["Deployment"], "1.16"),
    ("apps/v1beta1", &["Deployment", "StatefulSet"], "1.16"),
    ("apps/v1beta2", &["Deployment", "StatefulSet"], "1.16"),
    ("rbac.authorization.k8s.io/v1alpha1", &RBAC, "1.22"),
    ("rbac.authorization.k8s.io/v1beta1", &RBAC, "1.22"),
];

/// The release without the API version of an object.
pub(super) fn removed_in(object: &Object<'_>) -> Option<&'static str> {
    let is_this = |(version, kinds, _): &&(&str, &[&str], &str)| {
        *version == object.api_version && kinds.contains(&object.kind)
    };
    GONE.iter().find(is_this).map(|(_, _, release)| *release)
}

/// The API version that an object's kind has, where it is written with one that never had it.
pub(super) fn other_than(object: &Object<'_>) -> Option<&'static str> {
    let (version, kind) = (object.api_version, object.kind);
    let group = version.rsplit_once('/').map_or("", |(group, _)| group);
    let never = BUILT_IN.contains(&group) || BUILT_IN.contains(&version);
    let now = kubernetes::version_of(kind).filter(|now| *now != version)?;
    (never && removed_in(object).is_none()).then_some(now)
}

/// The API version that an object has, or has to have: its fields are the same.
pub(super) fn current<'o>(object: &Object<'o>) -> &'o str {
    let removed = removed_in(object).and_then(|_| kubernetes::version_of(object.kind));
    removed.or_else(|| other_than(object)).unwrap_or(object.api_version)
}
