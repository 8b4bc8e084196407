//! Volumes, their mounts, and the paths of settings that need one.

use std::collections::BTreeSet;

use helm_values::{Data, Value};

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder, scalar_text};
use crate::knowledge::rules::helm_overrides::{
    FILE_NOT_MOUNTED, MOUNT_WITHOUT_VOLUME, VOLUME_NAME_TAKEN,
};
use crate::knowledge::{self, Form};

/// The chart's own volumes, and whether the file has them made.
fn own(facts: &Facts<'_>) -> Vec<&'static str> {
    let mut names = vec!["certificates"];
    let mut add = |on: bool, name| names.extend(on.then_some(name));
    add(facts.is_on("tls.caCertData"), "ca-certificates");
    add(facts.chart_writes(knowledge::When::TlsSecondary), "certificates-secondary");
    add(facts.chart_writes(knowledge::When::TlsRedis), "certificates-redis");
    add(facts.chart_writes(knowledge::When::TlsRedisSidekiq), "certificates-redis-sidekiq");
    add(facts.is_on("csi.enabled"), "secrets-store");
    names
}

fn entries<'a>(facts: &Facts<'a>, key: &str) -> &'a [Value] {
    facts.key(key).and_then(Value::as_list).unwrap_or_default()
}

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let own = own(facts);
    let name = |v: &Value| v.get("name").and_then(Value::as_str).map(str::to_owned);
    let mut known: BTreeSet<String> = own.iter().map(|n| (*n).to_owned()).collect();
    for volume in entries(facts, "extraVolumes") {
        let Some(name) = name(volume) else { continue };
        if !known.insert(name.clone()) {
            out.push(twice(volume, own.contains(&name.as_str())));
        }
    }
    for mount in entries(facts, "extraVolumeMounts") {
        let missing =
            name(mount).filter(|n| !facts.lost && !known.contains(n) && !is_placeholder(n));
        out.extend(missing.map(|name| unknown(mount, &name)));
    }
    out.extend(paths(facts));
}

fn at(entry: &Value) -> text::Span {
    entry.get("name").map_or_else(|| place::value(entry), place::value)
}

fn twice(volume: &Value, by_chart: bool) -> Finding {
    VOLUME_NAME_TAKEN.at(at(volume)).say(
        if by_chart {
            "The chart itself has a volume with this name."
        } else {
            "Two volumes have the same name."
        },
        "The cluster rejects the Deployment: `Duplicate value`.",
        "Choose another name, also in the mount.",
    )
}

fn unknown(mount: &Value, name: &str) -> Finding {
    MOUNT_WITHOUT_VOLUME.at(at(mount)).say(
        format!("There is no volume `{name}`."),
        "The cluster rejects the Deployment: `volumeMounts[0].name: Not found`.",
        "Add it to `extraVolumes`, or correct the name.",
    )
}

/// Settings whose file no mount brings into the container.
fn paths(facts: &Facts<'_>) -> Vec<Finding> {
    let mut mounted: Vec<String> =
        ["/etc/ssl/", "/etc/pki/", "/var/run/secrets/", "/run/secrets/", "/tmp/"]
            .map(str::to_owned)
            .to_vec();
    for mount in entries(facts, "extraVolumeMounts") {
        mounted
            .extend(mount.get("mountPath").and_then(scalar_text).map(std::borrow::Cow::into_owned));
    }
    for key in ["csi.mountPath", "tls.caCertBaseDir", "tls.certMountPath", "tls.keyMountPath"] {
        mounted.extend(facts.key(key).and_then(scalar_text).map(std::borrow::Cow::into_owned));
    }
    if facts.key("initContainers").is_some_and(|v| matches!(v.data, Data::List(_)))
        || facts.lost
        || ["extraVolumeMounts", "csi", "tlsRedis", "tlsSecondary"].iter().any(|k| facts.ignores(k))
        || mounted.iter().any(|m| is_placeholder(m))
    {
        return Vec::new();
    }
    let is_path = |name: &str| {
        knowledge::setting(name).is_some_and(|s| s.form == Form::Path && s.only.is_none())
    };
    let missing = facts.settings().filter(|g| {
        let text = g.text.trim();
        is_path(g.name)
            && text.starts_with('/')
            && !is_placeholder(text)
            && !mounted.iter().any(|m| !m.is_empty() && text.starts_with(m.trim_end_matches('/')))
            && !knowledge::chart_env().iter().any(|e| e.name == g.name && facts.chart_sets(e))
    });
    missing
        .map(|given| {
            FILE_NOT_MOUNTED.at(place::value(given.value)).say(
                "Nothing mounts this path into the container.",
                "TFE cannot find the file, and its startup check fails.",
                "Add `extraVolumes` and `extraVolumeMounts` for it.",
            )
        })
        .collect()
}
