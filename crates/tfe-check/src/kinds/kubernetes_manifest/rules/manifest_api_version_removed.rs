//! API versions that Kubernetes has removed.

use text::Edit;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::object::Object;
use crate::kinds::kubernetes_manifest::schema;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_API_VERSION_REMOVED;

/// Removed versions, their kinds and the release without them.
const GONE: [(&str, &[&str], &str); 5] = [
    ("batch/v2alpha1", &["CronJob"], "1.21"),
    ("batch/v1beta1", &["CronJob"], "1.25"),
    ("extensions/v1beta1", &["Deployment"], "1.16"),
    ("apps/v1beta1", &["Deployment", "StatefulSet"], "1.16"),
    ("apps/v1beta2", &["Deployment", "StatefulSet"], "1.16"),
];

/// The release without the API version of an object.
fn removed_in(object: &Object<'_>) -> Option<&'static str> {
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

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for object in &facts.objects {
        let Some(release) = removed_in(object) else { continue };
        let Some(node) = facts.tree.at(object.node, &["apiVersion"]) else { continue };
        let (place, kind) = (facts.tree.span(node), object.kind);
        let finding = MANIFEST_API_VERSION_REMOVED.at(place);
        let why = format!("Kubernetes {release} removed it: no matches for kind \"{kind}\".");
        let Some(now) = schema::version_of(kind) else { continue };
        out.push(
            finding
                .say("Kubernetes no longer has this API version.", why, format!("Write {now}."))
                .fix(Fix::review(format!("Write {now}"), Edit::replace(place, now))),
        );
    }
}
