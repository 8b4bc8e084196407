//! Whether the file is for OpenShift, as far as it shows.

use helm_values::{Data, Value};

use crate::kinds::helm_overrides::facts::Facts;

/// The switch for OpenShift where it is on. Other clouds use it for non-root pods, and do not count.
pub(super) fn switch<'a>(facts: &Facts<'a>) -> Option<&'a Value> {
    let switch = facts.key("openshift.enabled").filter(|_| facts.is_on("openshift.enabled"))?;
    (!has(facts.values, &OTHER_CLOUDS, 0)).then_some(switch)
}

/// Whether something in the file is of OpenShift only.
pub(super) fn is_certain(facts: &Facts<'_>) -> bool {
    has(facts.values, &OPENSHIFT, 0)
}

const OTHER_CLOUDS: [&str; 7] = [
    "eks.amazonaws.com",
    "aws-load-balancer",
    "azure.workload.identity",
    "azure-load-balancer",
    "iam.gke.io",
    "cloud.google.com",
    "networking.gke.io",
];

const OPENSHIFT: [&str; 4] =
    [".apps.", "image-registry.openshift", "openshift.io", "restricted-v2"];

/// Whether one of the marks is in a key or a value.
fn has(value: &Value, marks: &[&str], depth: usize) -> bool {
    let marked = |text: &str| marks.iter().any(|m| text.contains(m));
    match &value.data {
        Data::String(text) => text.len() < 1000 && marked(text),
        Data::Map(map) if depth < 32 => {
            map.iter().any(|(name, v)| marked(name) || has(v, marks, depth + 1))
        }
        Data::List(items) if depth < 32 => items.iter().any(|v| has(v, marks, depth + 1)),
        _ => false,
    }
}
