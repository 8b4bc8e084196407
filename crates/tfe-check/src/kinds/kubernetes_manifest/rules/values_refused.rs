//! Names, numbers and pairs of fields that the API server refuses, whatever their types are.

use std::collections::HashMap;

use helm_values::{NodeId, Plain};
use text::short;

use super::{Facts, Finding};
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::kinds::kubernetes_manifest::object::Object;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_VALUE_REFUSED;

/// Numbers that count something, or last some time.
const NOT_BELOW_ZERO: [&str; 8] = [
    "activeDeadlineSeconds",
    "backoffLimit",
    "completions",
    "failedJobsHistoryLimit",
    "parallelism",
    "startingDeadlineSeconds",
    "successfulJobsHistoryLimit",
    "ttlSecondsAfterFinished",
];

/// Objects whose names are those of hosts. Roles may be called anything.
const WITH_PLAIN_NAMES: [&str; 8] =
    ["ConfigMap", "CronJob", "Deployment", "Job", "Pod", "Secret", "ServiceAccount", "StatefulSet"];

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for value in &facts.typed().values {
        if NOT_BELOW_ZERO.contains(&value.field) {
            found.extend(below_zero(facts, value.node, value.field));
        }
        if value.field == "timeZone" {
            found.extend(local_time(facts, value.node));
        }
    }
    for map in facts.typed().maps.iter().filter(|map| map.name == "EnvVar") {
        found.extend(given_twice(facts, map.node));
    }
    found.extend(facts.objects.iter().filter_map(|object| name_of_object(facts, object)));
    for pod in &facts.pods {
        names_in_pod(facts, pod, &mut found);
    }
    found
}

fn below_zero(facts: &Facts<'_>, node: NodeId, field: &str) -> Option<Finding> {
    let scalar = facts.tree.document.target(node)?.as_scalar()?;
    let is_below = matches!(scalar.value, Plain::Int(_)) && scalar.text.starts_with('-');
    is_below.then(|| {
        MANIFEST_VALUE_REFUSED.at(facts.tree.span(node)).say(
            format!("{field} cannot be below 0."),
            "The API server rejects the object: must be greater than or equal to 0.",
            "Write 0 or more, or remove the field.",
        )
    })
}

fn local_time(facts: &Facts<'_>, node: NodeId) -> Option<Finding> {
    let written = facts.literal(node)?;
    written.eq_ignore_ascii_case("local").then(|| {
        MANIFEST_VALUE_REFUSED.at(facts.tree.span(node)).say(
            "Local is not a time zone here.",
            "The API server rejects the CronJob: timeZone must be an explicit time zone.",
            "Name the zone, like Europe/Berlin, or remove the field.",
        )
    })
}

fn given_twice(facts: &Facts<'_>, variable: NodeId) -> Option<Finding> {
    let from = facts.tree.entry(variable, "valueFrom")?;
    let value = facts.tree.at(variable, &["value"])?;
    let is_map = facts.tree.document.target(from.value)?.as_mapping().is_some();
    facts.literal(value).filter(|_| is_map)?;
    Some(MANIFEST_VALUE_REFUSED.at(facts.tree.key(from)).say(
        "A variable has both value and valueFrom.",
        "The API server rejects the object: valueFrom may not be specified when `value` is not empty.",
        "Remove one of the two.",
    ))
}

fn name_of_object(facts: &Facts<'_>, object: &Object<'_>) -> Option<Finding> {
    let node = facts.tree.at(object.node, &["metadata", "name"])?;
    let written = facts.literal(node)?;
    let is_bad = WITH_PLAIN_NAMES.contains(&object.kind) && !written.split('.').all(is_label);
    is_bad.then(|| {
        bad_name(facts, node, "Names of such objects are lowercase letters, digits, - and dots.")
    })
}

/// The names of containers and volumes: no two containers share one.
fn names_in_pod(facts: &Facts<'_>, pod: &Pod<'_>, out: &mut Vec<Finding>) {
    let name = |node: NodeId| facts.tree.at(node, &["name"]);
    let volumes = facts.tree.items(facts.tree.at(pod.spec, &["volumes"]));
    let volumes = volumes.into_iter().filter_map(name);
    let containers: Vec<NodeId> =
        pod.containers.iter().filter_map(|worker| name(worker.container.node)).collect();
    for node in volumes.chain(containers.iter().copied()) {
        if facts.literal(node).is_some_and(|written| !is_label(written)) {
            out.push(bad_name(facts, node, "Such names are lowercase letters, digits and -."));
        }
    }
    let mut known: HashMap<&str, NodeId> = HashMap::new();
    for node in &containers {
        let Some(written) = facts.literal(*node) else { continue };
        let first = *known.entry(written).or_insert(*node);
        if first != *node {
            let finding = MANIFEST_VALUE_REFUSED.at(facts.tree.span(*node)).say(
                format!("Two containers are called {}.", short(written)),
                "The API server rejects the object: Duplicate value.",
                "Give one of them another name.",
            );
            out.push(finding.related(facts.tree.span(first), "The other one is called so here."));
        }
    }
}

fn bad_name(facts: &Facts<'_>, node: NodeId, rule: &str) -> Finding {
    let written = facts.tree.scalar(node).unwrap_or("");
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let meant: String = written.chars().map(plain).collect();
    let action = match is_label(&meant) {
        true => format!("Write {}, wherever it is named.", short(&meant)),
        false => "Write another name, wherever it is named.".to_owned(),
    };
    MANIFEST_VALUE_REFUSED.at(facts.tree.span(node)).say(
        format!("{} is not a name that Kubernetes takes here.", short(written)),
        format!("The API server rejects the object. {rule}"),
        action,
    )
}

/// One part of a host's name.
fn is_label(name: &str) -> bool {
    let inside = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.chars().all(inside) && !name.starts_with('-') && !name.ends_with('-')
}
