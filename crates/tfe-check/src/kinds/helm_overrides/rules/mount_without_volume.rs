//! Mounts of volumes that are not there.

use std::collections::BTreeSet;

use helm_values::Value;

use super::volumes;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::MOUNT_WITHOUT_VOLUME;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    // Volumes that are no list are reported as such.
    let unread = |list: &Value| !list.is_null() && list.as_list().is_none();
    if facts.lost || facts.key("extraVolumes").is_some_and(unread) {
        return Vec::new();
    }
    let added = volumes::entries(facts, "extraVolumes").iter().filter_map(volumes::name);
    let known: BTreeSet<&str> = volumes::own(facts).into_iter().chain(added).collect();
    let mut found = Vec::new();
    for mount in volumes::entries(facts, "extraVolumeMounts") {
        let missing = volumes::name(mount).filter(|n| !known.contains(n) && !is_placeholder(n));
        found.extend(missing.map(|name| unknown(mount, name)));
    }
    found
}

fn unknown(mount: &Value, name: &str) -> Finding {
    MOUNT_WITHOUT_VOLUME.at(volumes::name_place(mount)).say(
        format!("There is no volume `{name}`."),
        "The cluster rejects the Deployment: `volumeMounts[0].name: Not found`.",
        "Add it to `extraVolumes`, or correct the name.",
    )
}
