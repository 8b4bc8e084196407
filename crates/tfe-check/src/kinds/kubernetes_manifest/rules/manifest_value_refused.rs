//! Words that are not among those of a field.

use helm_values::NodeId;
use text::{Vocabulary, short};

use super::{Facts, Finding, values_refused};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::api_versions::other_than;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_VALUE_REFUSED;

/// The fields that take only some words. The restartPolicy of jobs has a rule of its own.
const WORDS: [(&str, &[&str]); 12] = [
    ("completionMode", &["NonIndexed", "Indexed"]),
    ("concurrencyPolicy", &["Allow", "Forbid", "Replace"]),
    ("dnsPolicy", &["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]),
    ("externalTrafficPolicy", &["Cluster", "Local"]),
    ("imagePullPolicy", &["Always", "IfNotPresent", "Never"]),
    ("pathType", &["Exact", "Prefix", "ImplementationSpecific"]),
    ("podManagementPolicy", &["OrderedReady", "Parallel"]),
    ("protocol", &["TCP", "UDP", "SCTP"]),
    ("sessionAffinity", &["ClientIP", "None"]),
    ("terminationMessagePolicy", &["File", "FallbackToLogsOnError"]),
    ("volumeMode", &["Filesystem", "Block"]),
    ("whenUnsatisfiable", &["DoNotSchedule", "ScheduleAnyway"]),
];

/// The same of fields that are called alike in different kinds: the kind, where it is in an object, and its words.
const WORDS_OF: [(&str, &[&str], &[&str]); 9] = [
    ("DaemonSet", &["spec", "updateStrategy", "type"], &["OnDelete", "RollingUpdate"]),
    ("DaemonSet", &["spec", "template", "spec", "restartPolicy"], &["Always"]),
    ("Deployment", &["spec", "strategy", "type"], &["Recreate", "RollingUpdate"]),
    ("Deployment", &["spec", "template", "spec", "restartPolicy"], &["Always"]),
    ("Pod", &["spec", "restartPolicy"], &["Always", "Never", "OnFailure"]),
    ("ReplicaSet", &["spec", "template", "spec", "restartPolicy"], &["Always"]),
    ("Service", &["spec", "type"], &["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]),
    ("StatefulSet", &["spec", "updateStrategy", "type"], &["OnDelete", "RollingUpdate"]),
    ("StatefulSet", &["spec", "template", "spec", "restartPolicy"], &["Always"]),
];

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for value in &facts.typed().values {
        let known = WORDS.iter().find(|(field, _)| *field == value.field);
        found.extend(known.and_then(|(field, words)| refused(facts, field, value.node, words)));
    }
    for object in &facts.objects {
        for (_, path, words) in WORDS_OF.iter().filter(|(kind, ..)| *kind == object.kind) {
            let node = facts.tree.at(object.node, path);
            let field = path.last().copied().unwrap_or_default();
            found.extend(node.and_then(|node| refused(facts, field, node, words)));
        }
    }
    found.extend(values_refused::find(facts));
    for object in &facts.objects {
        let kind = facts.tree.at(object.node, &["kind"]);
        let version = facts.tree.at(object.node, &["apiVersion"]);
        if let Some((now, node)) = other_than(object).zip(version) {
            let why = format!("kubectl finds `no matches for kind \"{}\"`.", short(object.kind));
            let finding = MANIFEST_VALUE_REFUSED.at(facts.tree.span(node)).say(
                format!("{} is not in this API version.", short(object.kind)),
                why,
                format!("Write {now}."),
            );
            let fix = Fix::review(format!("Write {now}"), facts.instead(node, now));
            found.push(finding.fix(fix));
        }
        if let Some((meant, node)) = object.meant_kind().zip(kind) {
            let why = "Kinds are case-sensitive: kubectl finds `no matches for kind`.";
            let finding = MANIFEST_VALUE_REFUSED.at(facts.tree.span(node)).say(
                format!("{} is not a kind of object.", short(object.kind)),
                why,
                format!("Write {meant}."),
            );
            found.push(finding.fix(instead(facts, node, meant)));
        }
    }
    found
}

fn refused(
    facts: &Facts<'_>,
    field: &str,
    node: NodeId,
    words: &[&'static str],
) -> Option<Finding> {
    let written = facts.literal(node)?;
    if words.contains(&written) {
        return None;
    }
    let meant = meant(written, words);
    let action = match meant {
        Some(word) => format!("Write {word}."),
        None => format!("Write {}.", words.join(" or ")),
    };
    let finding = MANIFEST_VALUE_REFUSED.at(facts.tree.span(node)).say(
        format!("{} is not a value of {field}.", short(written)),
        format!("The API server rejects the object: supported values are {}.", words.join(", ")),
        action,
    );
    Some(finding.fix(meant.map(|word| instead(facts, node, word))))
}

/// The word that was surely meant: in other cases, or with a slip.
fn meant(written: &str, words: &[&'static str]) -> Option<&'static str> {
    let same = words.iter().copied().find(|word| word.eq_ignore_ascii_case(written));
    same.or_else(|| Vocabulary::new(words.iter().copied()).slip(written))
}

fn instead(facts: &Facts<'_>, node: NodeId, word: &'static str) -> Fix {
    Fix::safe(format!("Write {word}"), facts.instead(node, word))
}
