//! Settings whose file no mount brings into the container.

use helm_values::Data;

use super::{place, volumes};
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder, scalar_text};
use crate::knowledge::rules::helm_overrides::FILE_NOT_MOUNTED;
use crate::knowledge::{self, Form};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    paths(facts)
}

fn paths(facts: &Facts<'_>) -> Vec<Finding> {
    let mut mounted: Vec<String> =
        ["/etc/ssl/", "/etc/pki/", "/var/run/secrets/", "/run/secrets/", "/tmp/"]
            .map(str::to_owned)
            .to_vec();
    for mount in volumes::entries(facts, "extraVolumeMounts") {
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
