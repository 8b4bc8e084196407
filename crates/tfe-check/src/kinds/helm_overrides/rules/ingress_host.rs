//! An Ingress without a host, or with hosts that are not written as the chart reads them.

use helm_values::{Data, Value};

use super::place;
use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::{INGRESS_HOSTS_MALFORMED, INGRESS_WITHOUT_HOST};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let Some(switch) = facts.key("ingress.enabled").filter(|_| facts.is_on("ingress.enabled"))
    else {
        return;
    };
    match facts.key("ingress.hosts") {
        Some(hosts) => out.extend(judge(hosts)),
        None => out.push(blank(switch)),
    }
}

fn judge(hosts: &Value) -> Option<Finding> {
    let Data::List(items) = &hosts.data else { return None };
    items.iter().find_map(|item| {
        let Some(_) = item.as_map() else {
            return Some(shape(
                item,
                "Helm stops: `can't evaluate field host in type interface {}`.",
            ));
        };
        let host = item.get("host");
        if host.is_none_or(|h| !h.truthy()) {
            return Some(blank(host.unwrap_or(item)));
        }
        let Some(paths) = item.get("paths").and_then(Value::as_list) else {
            return Some(
                shape(item, "The rule has no paths, and the cluster rejects the Ingress.")
                    .stage(Stage::Install),
            );
        };
        let text = paths.iter().find(|p| p.as_map().is_none())?;
        Some(shape(text, "Helm stops: `can't evaluate field path in type interface {}`."))
    })
}

fn shape(at: &Value, why: &str) -> Finding {
    INGRESS_HOSTS_MALFORMED.at(place::value(at)).say(
        "An Ingress host needs `host` and a list `paths`; your list replaces the chart's.",
        why,
        "Write `host:`, and under `paths:` path, pathType, serviceName and portNumber.",
    )
}

fn blank(at: &Value) -> Finding {
    INGRESS_WITHOUT_HOST.at(place::key(at)).say(
        "The Ingress has no host, so it matches every name.",
        "It catches requests that other Ingresses miss, and has no certificate of its own.",
        "Set `ingress.hosts` with the value of `TFE_HOSTNAME`.",
    )
}
