//! The pod next to its settings: image, replicas, service account and both security contexts.

use helm_values::{Data, SharedText, Value};
use text::Lines;

use super::facts::{Facts, scalar_text};
use super::render::Release;
use crate::base::view::Setting;
use crate::knowledge;

/// What the chart makes of the pod, each row with the line that it comes from.
pub(super) fn rows(facts: &Facts<'_>, release: &Release) -> Vec<Setting> {
    let lines = Lines::new(facts.text);
    let Some(pod) = release.pod() else { return Vec::new() };
    let replicas = release.deployment().and_then(|d| d.at(&["spec", "replicas"]));
    let mut rows = vec![
        row(
            facts,
            &lines,
            "image",
            release.image(),
            &["image.tag", "image.name", "image.repository"],
        ),
        row(facts, &lines, "replicas", replicas, &["replicaCount"]),
        row(
            facts,
            &lines,
            "serviceAccount",
            pod.get("serviceAccountName"),
            &["serviceAccount.name"],
        ),
    ];
    let contexts = [
        ("pod", "securityContext", release.pod_security()),
        ("container", "container.securityContext", release.container_security()),
    ];
    for (name, key, context) in contexts {
        let entries = context.and_then(Value::as_map).into_iter().flatten();
        let before = rows.len();
        for (entry, value) in entries {
            let own = format!("{key}.{entry}");
            rows.push(row(facts, &lines, &format!("{name}.{entry}"), Some(value), &[&own, key]));
        }
        if rows.len() == before {
            rows.push(row(facts, &lines, &format!("{name}.securityContext"), None, &[key]));
        }
    }
    rows
}

/// A row; `keys` are those that decide it, the nearest first.
fn row(
    facts: &Facts<'_>,
    lines: &Lines<'_>,
    name: &str,
    value: Option<&Value>,
    keys: &[&str],
) -> Setting {
    let written = keys.iter().find_map(|k| facts.key(k)?.origin.map(|o| o.entry));
    // A key that Helm ignores because of its letters is where somebody looks for the row.
    let top = || facts.values.as_map().into_iter().flatten();
    let meant = |key: &&str| top().find(|(name, _)| name.eq_ignore_ascii_case(key));
    let ignored = || keys.iter().find_map(meant).and_then(|(_, v)| v.origin).map(|o| o.entry);
    let place = written.or_else(ignored);
    let known = keys.iter().find_map(|k| knowledge::chart_key(k));
    let default = known.and_then(|k| facts.default(k.path));
    Setting {
        name: name.to_owned(),
        value: value.map(words).unwrap_or_default(),
        secret: false,
        changed: false,
        from: if written.is_none() { "chart".to_owned() } else { String::new() },
        line: place.map(|s| lines.position(s.start).line),
        span: place.map(|s| (s.start, s.end)),
        meaning: known.map_or("", |k| k.meaning).to_owned(),
        default: default.map(str::to_owned),
        since: known.map(|k| format!("chart {}", k.since)).unwrap_or_default(),
    }
}

/// A value on one line, as YAML writes it.
fn words(value: &Value) -> String {
    match &value.data {
        Data::List(items) => {
            format!("[{}]", items.iter().map(words).collect::<Vec<_>>().join(", "))
        }
        Data::Map(map) => {
            let entry = |(key, value): (&SharedText, &Value)| format!("{key}: {}", words(value));
            format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        _ => scalar_text(value).unwrap_or_default().into_owned(),
    }
}
