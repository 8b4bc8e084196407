//! Names that go through the proxy and must not.

use super::{enumeration, place};
use crate::base::finding::{Evidence, Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Known, is_placeholder};
use crate::knowledge::rules::helm_overrides::NO_PROXY_INCOMPLETE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    no_proxy(facts).into_iter().collect()
}

const CLUSTER: &str = "Kubernetes: pods reach the API at an address of the Services' range";

/// Whether a name or a private range in the list may be the cluster's.
fn reaches_cluster(list: &str) -> bool {
    list.split(',').map(str::trim).any(|entry| {
        let private = ["10.", "172.", "192.168.", "100."].iter().any(|net| entry.starts_with(net));
        let named = ["svc", "cluster.local", "kubernetes"].iter().any(|name| entry.contains(name));
        entry == "*" || private || named
    })
}

/// Names that never go through the proxy.
fn no_proxy(facts: &Facts<'_>) -> Option<Finding> {
    let set = |name: &str| facts.setting(name).filter(|g| !g.text.trim().is_empty());
    let proxy = ["http_proxy", "https_proxy"].into_iter().find_map(set)?;
    let list = match facts.known("no_proxy") {
        Known::Absent => String::new(),
        Known::Text(list) => list.into_owned(),
        _ => return None,
    };
    let host = facts
        .setting("TFE_HOSTNAME")
        .map(|g| g.text.trim().to_owned())
        .filter(|h| !is_placeholder(h));
    let covers = |name: &str| {
        list.split(',').map(str::trim).any(|entry| {
            let suffix = entry.trim_start_matches('*');
            let tail = suffix.trim_start_matches('.');
            entry == "*"
                || entry == name
                || !tail.is_empty() && name.ends_with(&format!(".{tail}"))
                || name == "127.0.0.1" && entry.starts_with("127.")
        })
    };
    let wanted = ["127.0.0.1", "localhost"].into_iter().map(str::to_owned).chain(host);
    let missing: Vec<String> = wanted.filter(|name| !covers(name)).collect();
    let names: Vec<&str> = missing.iter().filter(|n| n.len() < 40).map(String::as_str).collect();
    let at = facts
        .setting("no_proxy")
        .map_or_else(|| place::key(proxy.value), |g| place::value(g.value));
    if missing.is_empty() {
        return (!reaches_cluster(&list)).then(|| {
            NO_PROXY_INCOMPLETE.at(at).severity(Severity::Info).source(Evidence::Inferred, CLUSTER).say(
                "`no_proxy` does not include the cluster.",
                "TFE starts runs through the Kubernetes API, and those calls would go to the proxy.",
                "Add `.svc`, `.cluster.local` and the IP range of the cluster's Services.",
            )
        });
    }
    (!missing.is_empty()).then(|| {
        NO_PROXY_INCOMPLETE.at(at).say(
            match names.len() == missing.len() {
                true => format!("`no_proxy` does not include {}.", enumeration::join(&names)),
                false => "`no_proxy` does not include TFE's own names.".to_owned(),
            },
            "TFE sends calls to itself through the proxy, which usually rejects them.",
            "Add what is missing, separated by commas.",
        )
    })
}
