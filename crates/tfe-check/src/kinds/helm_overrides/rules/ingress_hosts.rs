//! The hosts of the Ingress.

use helm_values::Value;

use crate::base::finding::Stage;
use crate::kinds::helm_overrides::facts::Facts;

/// What is wrong with them.
pub(super) enum Wrong<'a> {
    /// A host without a name, or the switch of an Ingress without hosts.
    Blank(&'a Value),
    /// A value of another shape, what comes of it, and when.
    Shape(&'a Value, &'static str, Stage),
    /// A path without the Service that it leads to.
    Path(&'a Value),
}

/// The first that is wrong, where the Ingress is on.
pub(super) fn first_wrong<'a>(facts: &Facts<'a>) -> Option<Wrong<'a>> {
    let switch = facts.key("ingress.enabled").filter(|_| facts.is_on("ingress.enabled"))?;
    let Some(hosts) = facts.key("ingress.hosts") else { return Some(Wrong::Blank(switch)) };
    hosts.as_list()?.iter().find_map(wrong)
}

/// Whether a host or a path has not the shape that the chart reads.
pub(super) fn are_malformed(facts: &Facts<'_>) -> bool {
    matches!(first_wrong(facts), Some(Wrong::Shape(..) | Wrong::Path(_)))
}

fn wrong(item: &Value) -> Option<Wrong<'_>> {
    if item.as_map().is_none() {
        let why = "Helm stops: `can't evaluate field host in type interface {}`.";
        return Some(Wrong::Shape(item, why, Stage::Render));
    }
    let host = item.get("host");
    if host.is_none_or(|h| !h.truthy()) {
        return Some(Wrong::Blank(host.unwrap_or(item)));
    }
    let Some(paths) = item.get("paths").and_then(Value::as_list) else {
        let why = "The rule has no paths, and the cluster rejects the Ingress.";
        return Some(Wrong::Shape(item, why, Stage::Install));
    };
    if let Some(text) = paths.iter().find(|p| p.as_map().is_none()) {
        let why = "Helm stops: `can't evaluate field path in type interface {}`.";
        return Some(Wrong::Shape(text, why, Stage::Render));
    }
    let has = |path: &Value, key: &str| path.get(key).is_some_and(Value::truthy);
    let bare = paths.iter().find(|p| !has(p, "serviceName") || !has(p, "portNumber"))?;
    Some(Wrong::Path(bare))
}
