//! Volumes with a name that another one has.

use std::collections::BTreeSet;

use helm_values::Value;

use super::volumes;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::VOLUME_NAME_TAKEN;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let own = volumes::own(facts);
    let mut known: BTreeSet<&str> = own.iter().copied().collect();
    let mut found = Vec::new();
    for volume in volumes::entries(facts, "extraVolumes") {
        let name = volumes::name(volume);
        if let Some(name) = name.filter(|name| !known.insert(name)) {
            found.push(twice(volume, own.contains(&name)));
        }
    }
    found
}

fn twice(volume: &Value, by_chart: bool) -> Finding {
    VOLUME_NAME_TAKEN.at(volumes::name_place(volume)).say(
        if by_chart {
            "The chart itself has a volume with this name."
        } else {
            "Two volumes have the same name."
        },
        "The cluster rejects the Deployment: `Duplicate value`.",
        "Choose another name, also in the mount.",
    )
}
