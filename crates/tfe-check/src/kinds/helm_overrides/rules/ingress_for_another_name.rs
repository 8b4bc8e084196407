//! An Ingress for another name than that of TFE.

use helm_values::{Data, Value};
use text::short;

use super::place;
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Known, is_placeholder, scalar_text};
use crate::knowledge::rules::helm_overrides::INGRESS_FOR_ANOTHER_NAME;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if !facts.is_on("ingress.enabled") {
        return Vec::new();
    }
    let Known::Text(own) = facts.known("TFE_HOSTNAME") else { return Vec::new() };
    let own = own.trim().to_ascii_lowercase();
    if own.is_empty() || is_placeholder(&own) || own.contains([':', '/', '<']) {
        return Vec::new();
    }
    let rules = hosts(facts, "ingress.hosts", |rule| rule.get("host").into_iter().collect());
    let tls = hosts(facts, "ingress.tls", |entry| match entry.get("hosts").map(|h| &h.data) {
        Some(Data::List(names)) => names.iter().collect(),
        _ => Vec::new(),
    });
    let found = other(facts, &own, &rules, "ingress.hosts");
    found.or_else(|| other(facts, &own, &tls, "ingress.tls")).into_iter().collect()
}

/// The names in a list of the Ingress; none if one of them is filled in later or matches all names.
fn hosts<'a>(
    facts: &Facts<'a>,
    key: &str,
    names: impl Fn(&'a Value) -> Vec<&'a Value>,
) -> Vec<&'a Value> {
    let Some(Data::List(entries)) = facts.key(key).map(|v| &v.data) else { return Vec::new() };
    let all: Vec<&Value> = entries.iter().flat_map(names).collect();
    let open = |value: &&Value| {
        scalar_text(value)
            .is_none_or(|t| t.trim().is_empty() || is_placeholder(&t) || t.contains('<'))
    };
    if all.iter().any(open) { Vec::new() } else { all }
}

fn other(facts: &Facts<'_>, own: &str, names: &[&Value], list: &str) -> Option<Finding> {
    let text = |value: &Value| scalar_text(value).unwrap_or_default().trim().to_ascii_lowercase();
    let first = names.first()?;
    if !names.iter().any(|name| covers(&text(name), own)) {
        return Some(INGRESS_FOR_ANOTHER_NAME.at(place::value(first)).say(
            format!("`{list}` names `{}` instead of `TFE_HOSTNAME`.", short(&text(first))),
            format!(
                "Requests for {} get the controller's 404, or another certificate.",
                short(own)
            ),
            format!("Write `{own}`."),
        ));
    }
    // A second name is one that TFE knows, or its links and logins lead to the first.
    let second = match facts.known("TFE_HOSTNAME_SECONDARY") {
        Known::Text(name) => name.trim().to_ascii_lowercase(),
        Known::Absent => String::new(),
        Known::Hidden | Known::Perhaps => return None,
    };
    let known = |name: &str| covers(name, own) || !second.is_empty() && covers(name, &second);
    let extra = names.iter().find(|name| list == "ingress.hosts" && !known(&text(name)))?;
    Some(INGRESS_FOR_ANOTHER_NAME.at(place::value(extra)).severity(Severity::Info).say(
        format!("TFE does not know the Ingress host `{}`.", short(&text(extra))),
        "TFE answers there, but its links and logins point to `TFE_HOSTNAME`.",
        "Set `TFE_HOSTNAME_SECONDARY`, or remove the host.",
    ))
}

/// Whether a host of an Ingress is for a name: the same, or `*.` for its first part.
fn covers(host: &str, name: &str) -> bool {
    let rest = host.strip_prefix("*.");
    host == name || rest.is_some_and(|rest| name.split_once('.').is_some_and(|(_, r)| r == rest))
}
