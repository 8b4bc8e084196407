//! Which manifests are about Vault's snapshots and logins. Those of other programs are left alone.

use super::facts::{Facts, Pod, Worker};
use super::object::Object;
use super::{settings, template};
use crate::carry::signs::{policy, terraform};
use crate::knowledge::kubernetes;

/// From this size on nobody wrote a manifest by hand, and it is not parsed to find out what it is.
const LARGE: usize = 1024 * 1024;

/// What a job needs in its cluster.
const NEXT_TO_JOB: [&str; 8] = [
    "ServiceAccount",
    "Role",
    "RoleBinding",
    "ClusterRole",
    "ClusterRoleBinding",
    "Secret",
    "ConfigMap",
    "Namespace",
];

/// Why a text is a manifest of ours; none where it is not one.
pub(super) fn reason(text: &str) -> Option<&'static str> {
    let is_manifest =
        text.contains("apiVersion") && text.contains("kind") || text.contains("jobTemplate");
    let words = ["vault", "VAULT", "TFE_", "terraform-enterprise", "tfc-agent", "tfe"];
    let is_ours = words.iter().any(|word| text.contains(word));
    // A policy in a ConfigMap is checked where it is.
    if !is_manifest || !is_ours || text.len() > LARGE || policy::has_rules(text) || is_around(text)
    {
        return None;
    }
    let masked = template::mask(text);
    let document = helm_values::parse(&masked.text);
    let facts = Facts::new(text, &masked, &document);
    let known = |object: &Object<'_>| kubernetes::version_of(object.kind).is_some();
    // A slip in the kind, in a field above the pod, or in YAML itself hides the pod.
    let saves =
        begins_like_one(text) && (says_save(text) || text.contains("storage/raft/snapshot"));
    let is_slip = |object: &Object<'_>| object.is_job() || object.meant_kind().is_some();
    let is_broken = || document.problems().iter().any(|problem| problem.fatal);
    if saves && (facts.objects.iter().any(is_slip) || facts.objects.is_empty() && is_broken()) {
        return Some("a job that saves Vault's snapshots");
    }
    if makes_for_job(&facts, text) {
        return Some("what names the objects of a job that saves Vault's snapshots");
    }
    if !facts.objects.iter().any(known) {
        return None;
    }
    if facts.pods.iter().any(|pod| takes_part(&facts, pod)) {
        return Some("a job that runs Vault's program");
    }
    let holds = |prefix: &str| facts.objects.iter().any(|o| is_secret_with(&facts, o, prefix));
    if holds("VAULT_") || facts.objects.iter().any(|object| is_login(&facts, object)) {
        return Some("a Secret with a login for Vault");
    }
    if holds("TFE_") {
        return Some("a Secret with settings of Terraform Enterprise");
    }
    if facts.objects.iter().any(|object| !settings::of_tfe(&facts, object).is_empty()) {
        return Some("a ConfigMap with settings of Terraform Enterprise");
    }
    if is_of_tfe(&facts) {
        return Some("objects of Terraform Enterprise");
    }
    is_next_to_job(&facts).then_some("objects of a job that saves Vault's snapshots")
}

/// Whether a text calls `raft snapshot save`, as one text or as a list of words.
fn says_save(text: &str) -> bool {
    let next = |rest: &'_ str, word: &str| {
        let begins = rest.trim_start_matches([' ', '\n', '\r', '\t', ',', '"', '\'', '-', '\\']);
        begins.starts_with(word).then(|| rest.len() - begins.len() + word.len())
    };
    text.match_indices("raft").any(|(at, word)| {
        let rest = text.get(at + word.len()..).unwrap_or("");
        let after = next(rest, "snapshot").and_then(|end| rest.get(end..));
        after.is_some_and(|rest| next(rest, "save").is_some())
    })
}

/// Whether the first line that is not a comment is one of a manifest, and not of what shows one.
fn begins_like_one(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let first = lines.next().unwrap_or("");
    let words = ["apiVersion", "kind", "---"];
    words.iter().any(|word| first.starts_with(word))
        || outermost(text).filter(is_of_head).count() > 1
}

/// Whether there are only objects that a pod needs, and one is called after Terraform Enterprise, or a pod runs its
/// agents.
fn is_of_tfe(facts: &Facts<'_>) -> bool {
    let needed = |object: &Object<'_>| NEXT_TO_JOB.contains(&object.kind);
    // A ConfigMap with settings is one of the installation's own chart, unless it is called exactly so.
    let named = |object: &Object<'_>| {
        let name = object.name(facts.tree);
        let namespace = facts.namespace(object).map_or("", |(name, _)| name);
        name == "terraform-enterprise"
            || name.starts_with("terraform-enterprise-")
            || !holds_texts(facts, object) && (is_name_of_tfe(name) || is_name_of_tfe(namespace))
    };
    let runs = |pod: &Pod<'_>| {
        let images = pod.containers.iter().map(|worker| worker.container.image);
        images.into_iter().any(|image| image_name(image) == "tfc-agent")
    };
    let by_name = facts.objects.iter().all(needed) && facts.objects.iter().any(named);
    by_name || facts.pods.iter().any(runs)
}

/// What is in such an object may be a text that is checked by itself.
fn holds_texts(facts: &Facts<'_>, object: &Object<'_>) -> bool {
    // The types of Kubernetes itself say what is in them.
    let own_type = facts.tree.text(object.node, &["type"]).is_some_and(|form| form.contains('/'));
    object.kind == "ConfigMap" || object.kind == "Secret" && !own_type
}

/// `terraform-enterprise`, `tfe-tls`, `prod-tfe-agents`.
fn is_name_of_tfe(name: &str) -> bool {
    ["terraform-enterprise", "tfe"].iter().any(|known| {
        name.match_indices(known).any(|(at, _)| {
            let before = name.get(..at).is_some_and(|rest| rest.is_empty() || rest.ends_with('-'));
            let after = name.get(at + known.len()..);
            before && after.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    })
}

/// `registry.example.com/hashicorp/tfc-agent:1.28` as `tfc-agent`.
fn image_name(image: &str) -> &str {
    let last = image.rsplit('/').next().unwrap_or(image);
    last.split(['@', ':']).next().unwrap_or(last)
}

/// Whether there is only what changes the names of objects, and speaks of Vault's snapshots.
fn makes_for_job(facts: &Facts<'_>, text: &str) -> bool {
    let saved = ["snapshot", "backup"].iter().any(|word| text.contains(word));
    saved
        && text.contains("vault")
        && !facts.objects.is_empty()
        && facts.objects.iter().all(|object| object.kind == "Kustomization")
}

/// Whether there are only objects that a job needs, and one is called after Vault's snapshots.
fn is_next_to_job(facts: &Facts<'_>) -> bool {
    let needed = |object: &Object<'_>| NEXT_TO_JOB.contains(&object.kind);
    let named = |object: &Object<'_>| {
        let name = object.name(facts.tree);
        let namespace = facts.namespace(object).map_or("", |(name, _)| name);
        let saves = |name: &str| name.contains("snapshot") || name.contains("backup");
        let in_vault = namespace.contains("vault");
        let subjects = facts.tree.items(facts.tree.at(object.node, &["subjects"]));
        let subjects = subjects.into_iter().filter_map(|who| facts.tree.text(who, &["name"]));
        let mut names = subjects.chain([name]);
        names.any(|name| saves(name) && (name.contains("vault") || in_vault))
    };
    facts.objects.iter().all(needed) && facts.objects.iter().any(named)
}

/// Whether a text only holds a manifest, as pages, scripts, Terraform and emails do: its outermost lines are no keys of one.
fn is_around(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let lines = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let marks = ["```", "~~~", "#!"];
    let is_mark = |line: &str| {
        marks.iter().any(|mark| line.starts_with(mark))
            || (line.contains("<<") && !is_of_conflict(line) || line.contains("$ kubectl "))
                && !line.starts_with([' ', '#'])
    };
    let in_json = text.trim_start().starts_with('{');
    !in_json && !outermost(text).any(|line| is_of_head(&line))
        || lines().any(is_mark)
        || terraform::begins_lines(text)
}

/// Whether nothing but a manifest is in a text: it begins and ends with lines of one, and no character is
/// written as mails, pages and terminals write it. What is between may be damaged.
pub(super) fn is_whole(text: &str) -> bool {
    let written = ["\u{1b}", "&quot;", "&#39;", "=3D", "quoted-printable"];
    let text = text.trim_start_matches('\u{feff}');
    let in_json = text.trim_start().starts_with('{');
    let mut ends = outermost(text);
    let mut ends = [ends.next(), ends.last()].into_iter().flatten();
    in_json || !written.iter().any(|mark| text.contains(mark)) && ends.all(is_of_yaml)
}

/// The lines with the least indentation.
fn outermost(text: &str) -> impl Iterator<Item = &str> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let least = lines().map(indent).min().unwrap_or(0);
    lines().filter(move |line| indent(line) == least && !is_of_conflict(line))
}

/// Whether git wrote a line, between two versions of others.
fn is_of_conflict(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
}

/// Whether a line is one of those that every object has at its top.
fn is_of_head(line: &&str) -> bool {
    let bare = line.trim_start_matches([' ', '-', '"']);
    ["apiVersion", "kind", "metadata", "spec"].iter().any(|key| bare.starts_with(key))
}

/// Whether a line can be one of YAML: a key of one word, an item, what parts documents, a comment.
fn is_of_yaml(line: &str) -> bool {
    let line = line.trim();
    let key = line.split_once(':').map(|(key, _)| key.trim_end().trim_matches(['"', '\'']));
    key.is_some_and(|key| !key.is_empty() && !key.contains([' ', '(', '$']))
        || is_of_head(&line)
        || line.starts_with(['#', '-', '%', '{', '}', '[', ']'])
        || line.starts_with(['"', '\'']) && line.ends_with([',', ']', '}'])
        || line.starts_with("...")
}

/// Whether a job's or pod's containers call Vault's program. A server or agent of Vault does not.
fn takes_part(facts: &Facts<'_>, pod: &Pod<'_>) -> bool {
    let once = pod.object.is_job() || pod.object.kind == "Pod";
    let name = pod.object.name(facts.tree);
    let named = name.contains("vault") && (name.contains("snapshot") || name.contains("backup"));
    let saves = pod.containers.iter().any(|worker| worker.snapshot(&facts.work).is_some());
    let has_address = |worker: &Worker<'_>| {
        let variables = worker.container.variables(facts.tree);
        worker.container.is_vault() && variables.iter().any(|(name, _)| *name == "VAULT_ADDR")
    };
    once && (saves || named || pod.containers.iter().any(has_address))
}

/// Whether an object is a Secret with a key that begins so.
fn is_secret_with(facts: &Facts<'_>, object: &Object<'_>, prefix: &str) -> bool {
    keys_of_secret(facts, object).any(|name| name.starts_with(prefix))
}

/// Whether an object is a Secret with both halves of an `AppRole` login, whatever they are called exactly.
fn is_login(facts: &Facts<'_>, object: &Object<'_>) -> bool {
    let has = |half: &str| {
        let bare = |name: &str| name.replace(['-', '_', '.'], "").to_ascii_lowercase();
        keys_of_secret(facts, object).any(|name| bare(name).ends_with(half))
    };
    has("roleid") && has("secretid")
}

/// The keys of a Secret; none of anything else.
fn keys_of_secret<'t>(
    facts: &'t Facts<'t>,
    object: &Object<'t>,
) -> impl Iterator<Item = &'t str> + use<'t> {
    let (tree, node) = (facts.tree, object.node);
    let fields: &[&str] = if object.kind == "Secret" { &["data", "stringData"] } else { &[] };
    let maps = fields.iter().filter_map(move |field| tree.at(node, &[field]));
    maps.flat_map(move |map| tree.entries(map)).filter_map(|entry| entry.name.as_deref())
}
