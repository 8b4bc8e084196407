//! Networks that may fetch the first admin token, and proxies.

use text::short;

use super::place;
use crate::base::finding::{Evidence, Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given, Known, is_placeholder};
use crate::knowledge::rules::helm_overrides::{
    ADMIN_TOKEN_NETWORKS, NO_PROXY_INCOMPLETE, PROXY_NAME_UPPER_CASE,
};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    out.extend(facts.setting("TFE_IACT_SUBNETS").and_then(|given| subnets(&given)));
    out.extend(no_proxy(facts));
    let upper =
        facts.variables().find(|g| matches!(g.name, "HTTP_PROXY" | "HTTPS_PROXY" | "NO_PROXY"));
    out.extend(upper.map(|given| {
        PROXY_NAME_UPPER_CASE.at(place::key(given.value)).say(
            "The documented proxy settings are in lower case.",
            "Some parts of TFE may not read this one.",
            format!("Write `{}`.", given.name.to_ascii_lowercase()),
        )
    }));
}

fn subnets(given: &Given<'_>) -> Option<Finding> {
    let text = given.text.trim();
    if is_placeholder(text) {
        return None;
    }
    let at = place::value(given.value);
    let entries = || text.split(',').map(str::trim).filter(|e| !e.is_empty());
    if let Some(entry) = entries().find(|e| matches!(*e, "0.0.0.0/0" | "::/0")) {
        return Some(ADMIN_TOKEN_NETWORKS.at(at).say(
            format!("`{}` is open to every address: `{entry}`.", given.name),
            "For an hour after the start, anyone can fetch the token that creates the first admin.",
            "Name your own networks.",
        ));
    }
    let bare = entries().find(|e| !e.contains('/'))?;
    Some(ADMIN_TOKEN_NETWORKS.at(at).say(
        format!("`{}` in `{}` is not a network: it has no mask.", short(bare), given.name),
        "TFE most likely ignores it, and the token cannot be fetched from there.",
        match bare.parse() {
            Ok(std::net::IpAddr::V4(_)) => format!("Write `{bare}/32`."),
            Ok(std::net::IpAddr::V6(_)) => format!("Write `{bare}/128`."),
            Err(_) => "Write it like `192.0.2.7/32`.".to_owned(),
        },
    ))
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
                true => format!("`no_proxy` does not include {}.", super::needs::join(&names)),
                false => "`no_proxy` does not include TFE's own names.".to_owned(),
            },
            "TFE sends calls to itself through the proxy, which usually rejects them.",
            "Add what is missing, separated by commas.",
        )
    })
}
