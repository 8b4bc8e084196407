//! `<...>` as the documentation prints it, where a value is needed.

use helm_values::{Data, Value};
use text::Span;

use super::place;
use crate::base::finding::{Finding, Severity, Stage};
use crate::kinds::helm_overrides::facts::{Facts, is_sealed};
use crate::knowledge::rules::helm_overrides::PLACEHOLDER_LEFT;
use crate::knowledge::{self, KeyForm};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    // As it is, or as JSON writes it for the web: `\u003c`.
    if !facts.text.bytes().any(|b| matches!(b, b'<' | b'\\')) {
        return super::placeholder_words::find(facts);
    }
    let mut hits: Vec<(&Value, Stage)> = Vec::new();
    for key in ["image.repository", "image.name", "image.tag"] {
        let value = facts.key(key).filter(|v| v.as_str().is_some_and(has_angled_part));
        // The chart's own default, as `helm get values -a` prints it, is reported only at image.tag.
        hits.extend(value.map(|v| (v, Stage::Cluster)));
    }
    for given in facts.settings() {
        let whole = is_angled(given.text.trim());
        let part = is_address(given.name) && has_angled_part(&given.text);
        if whole || part {
            hits.push((given.value, Stage::Start));
        }
    }
    for row in knowledge::chart_keys().iter().filter(|k| !k.path.starts_with("image.")) {
        let value = facts.key(row.path).filter(|v| v.as_str().is_some_and(is_angled));
        hits.extend(value.filter(|_| is_used(facts, row.path)).map(|v| (v, Stage::Cluster)));
    }
    hits.retain(|(value, _)| !value.as_str().is_some_and(is_sealed));
    let told: Vec<Span> = hits.iter().map(|(value, _)| place::value(value)).collect();
    let mut found: Vec<Finding> =
        hits.into_iter().map(|(value, stage)| say(value, stage)).collect();
    let mut others = Vec::new();
    elsewhere(facts, facts.values, "", 0, &mut others);
    others.retain(|(value, _)| !told.contains(&place::value(value)));
    found.extend(others.into_iter().map(|(value, free)| {
        let one = say(value, Stage::Cluster);
        if free { one.severity(Severity::Warning) } else { one }
    }));
    found.extend(super::placeholder_words::find(facts));
    found
}

/// Lists of names, and what is free text for the cluster: annotations, labels, pod templates. There
/// nobody refuses it.
fn elsewhere<'a>(
    facts: &Facts<'a>,
    value: &'a Value,
    path: &str,
    depth: usize,
    hits: &mut Vec<(&'a Value, bool)>,
) {
    let next =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match &value.data {
        Data::Map(map) if depth < DEEPEST => {
            for (name, value) in map.iter() {
                let path = next(name);
                // Settings are checked by their names, and shells use `<` and `>` themselves.
                let skipped = is_unread(path_of_parent(&path), &path)
                    || matches!(path.as_str(), "env.variables" | "env.secrets")
                    || matches!(name.as_str(), "args" | "command")
                    || !is_used(facts, &path);
                if !skipped {
                    elsewhere(facts, value, &path, depth + 1, hits);
                }
            }
        }
        Data::List(items) if depth < DEEPEST => {
            items.iter().for_each(|item| elsewhere(facts, item, path, depth + 1, hits));
        }
        Data::String(text) if is_angled(text.trim()) && !is_sealed(text) => {
            let free = ["annotations", "labels", "agentWorkerPodTemplate"];
            hits.push((value, path.split('.').any(|part| free.contains(&part))));
        }
        _ => {}
    }
}

fn path_of_parent(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(parent, _)| parent)
}

/// Whether Helm ignores a key, which is reported as such: a block of the chart has no such key.
fn is_unread(parent: &str, path: &str) -> bool {
    let block = parent.is_empty()
        || knowledge::chart_key(parent).is_some_and(|key| key.form == KeyForm::Block);
    block && knowledge::chart_key(path).is_none()
}

/// Deeper maps are not looked at.
const DEEPEST: usize = 24;

/// Whether the chart makes anything of the block that a key is in.
fn is_used(facts: &Facts<'_>, path: &str) -> bool {
    match path.split('.').next().unwrap_or("") {
        block @ ("csi" | "ingress" | "pdb" | "preupgradeCheck") => {
            path.ends_with(".enabled") || facts.is_on(&format!("{block}.enabled"))
        }
        "tlsSecondary" | "serviceSecondary" => facts.setting("TFE_HOSTNAME_SECONDARY").is_some(),
        _ => true,
    }
}

fn is_angled(text: &str) -> bool {
    text.len() > 2
        && text
            .strip_prefix('<')
            .and_then(|t| t.strip_suffix('>'))
            .is_some_and(|t| !t.contains(['<', '>', '\n']))
}

fn has_angled_part(text: &str) -> bool {
    let open = text.find('<');
    open.is_some_and(|at| text.get(at..).is_some_and(|t| t.find('>').is_some_and(|end| end > 1)))
}

/// Settings whose values never hold `<` or `>`.
fn is_address(name: &str) -> bool {
    ["_HOST", "_HOSTNAME", "_ADDRESS", "_PATH", "_ENDPOINT", "_IMAGE", "_BUCKET"]
        .iter()
        .any(|end| name.ends_with(end))
}

fn say(value: &Value, stage: Stage) -> Finding {
    let why = match stage {
        Stage::Cluster => {
            "The cluster rejects it, or the pod stops, for example with `InvalidImageName`."
        }
        _ => "TFE uses it as the value, and its startup checks fail.",
    };
    PLACEHOLDER_LEFT.at(place::value(value)).stage(stage).say(
        "A placeholder from an example is still here.",
        why,
        "Write your own value.",
    )
}
