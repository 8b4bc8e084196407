//! API versions that Kubernetes has removed.

use super::object::Object;
use super::schema;

/// Removed versions, their kinds and the release without them.
const GONE: [(&str, &[&str], &str); 5] = [
    ("batch/v2alpha1", &["CronJob"], "1.21"),
    ("batch/v1beta1", &["CronJob"], "1.25"),
    ("extensions/v1beta1", &["Deployment"], "1.16"),
    ("apps/v1beta1", &["Deployment", "StatefulSet"], "1.16"),
    ("apps/v1beta2", &["Deployment", "StatefulSet"], "1.16"),
];

/// The release without the API version of an object.
pub(super) fn removed_in(object: &Object<'_>) -> Option<&'static str> {
    let is_this = |(version, kinds, _): &&(&str, &[&str], &str)| {
        *version == object.api_version && kinds.contains(&object.kind)
    };
    GONE.iter().find(is_this).map(|(_, _, release)| *release)
}

/// The API version that an object has, or has to have: its fields are the same.
pub(super) fn current<'o>(object: &Object<'o>) -> &'o str {
    let now = removed_in(object).and_then(|_| schema::version_of(object.kind));
    now.unwrap_or(object.api_version)
}
