//! Which manifests are about Vault's snapshots and logins. Those of other programs are left alone.

use super::facts::{Facts, Pod};
use super::object::Object;
use super::{schema, template};
use crate::carry::signs::policy;

/// From this size on nobody wrote a manifest by hand, and it is not parsed to find out what it is.
const LARGE: usize = 1024 * 1024;

/// Why a text is a manifest of ours; none where it is not one.
pub(super) fn reason(text: &str) -> Option<&'static str> {
    let is_manifest = text.contains("apiVersion") && text.contains("kind");
    let is_ours = ["vault", "VAULT", "TFE_"].iter().any(|word| text.contains(word));
    // A policy in a ConfigMap is checked where it is.
    if !is_manifest || !is_ours || text.len() > LARGE || policy::has_rules(text) || is_around(text)
    {
        return None;
    }
    let masked = template::mask(text);
    let document = helm_values::parse(&masked.text);
    let facts = Facts::new(text, &masked, &document);
    let known = |object: &Object<'_>| schema::version_of(object.kind).is_some();
    if !facts.objects.iter().any(known) {
        return None;
    }
    if facts.pods.iter().any(|pod| takes_part(&facts, pod)) {
        return Some("a job that runs Vault's program");
    }
    let holds = |prefix: &str| facts.objects.iter().any(|o| is_secret_with(&facts, o, prefix));
    if holds("VAULT_") {
        return Some("a Secret with a login for Vault");
    }
    holds("TFE_").then_some("a Secret with settings of Terraform Enterprise")
}

/// Whether a text only holds a manifest, as pages, scripts and emails do: its outermost lines are no keys of one.
fn is_around(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let outermost = lines().map(indent).min().unwrap_or(0);
    let is_key = |line: &str| {
        let bare = line.trim_start_matches([' ', '-']);
        indent(line) == outermost && bare.trim_start_matches('"').starts_with("apiVersion")
    };
    let marks = ["```", "~~~", "#!"];
    let is_mark = |line: &str| {
        marks.iter().any(|mark| line.starts_with(mark))
            || line.contains("<<") && !line.starts_with([' ', '#'])
    };
    let in_json = text.trim_start().starts_with('{');
    !in_json && !lines().any(is_key) || lines().any(is_mark)
}

/// Whether a job's or pod's containers call Vault's program. A server or agent of Vault does not.
fn takes_part(facts: &Facts<'_>, pod: &Pod<'_>) -> bool {
    let once = pod.object.is_job() || pod.object.kind == "Pod";
    let name = pod.object.name(facts.tree);
    let named = name.contains("vault") && (name.contains("snapshot") || name.contains("backup"));
    let saves = pod.containers.iter().any(|worker| worker.snapshot(&facts.work).is_some());
    once && (saves || named)
}

/// Whether an object is a Secret with a key that begins so.
fn is_secret_with(facts: &Facts<'_>, object: &Object<'_>, prefix: &str) -> bool {
    let of = |field: &str| facts.tree.at(object.node, &[field]);
    let keys = ["data", "stringData"].into_iter().filter_map(of);
    object.kind == "Secret"
        && keys
            .flat_map(|node| facts.tree.entries(node))
            .filter_map(|entry| entry.name.as_deref())
            .any(|name| name.starts_with(prefix))
}
