//! The annotation that gives the pod an identity of its cloud, with a slip in its name.

use helm_values::Value;
use text::{distance, short};

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::IDENTITY_ANNOTATION_MISSPELT;

const BLOCK: &str = "serviceAccount.annotations";

const KNOWN: [&str; 3] = [
    "eks.amazonaws.com/role-arn",
    "azure.workload.identity/client-id",
    "iam.gke.io/gcp-service-account",
];

/// Others are further away from these three, which is a slip or two.
const MOST: usize = 2;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(map) = facts.key(BLOCK).and_then(Value::as_map) else { return Vec::new() };
    let mut found = Vec::new();
    for (name, value) in map {
        let near = |known: &&&str| **known != name.as_str() && distance(known, name) <= MOST;
        let Some(known) = KNOWN.iter().find(near).filter(|known| map.get(known).is_none()) else {
            continue;
        };
        let path: Vec<&str> =
            change::key_path(facts, BLOCK).into_iter().chain([name.as_str()]).collect();
        let edits = change::rename(facts, &path, known);
        found.push(
            IDENTITY_ANNOTATION_MISSPELT
                .at(place::key(value))
                .say(
                    format!("`{}` is most likely meant to be `{known}`.", short(name)),
                    "Nothing reads an annotation of this name, so the pod gets no identity of the cloud.",
                    format!("Write `{known}`."),
                )
                .fix(edits.map(|edits| Fix::review(format!("Write `{known}`"), edits))),
        );
    }
    found
}
