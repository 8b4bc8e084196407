//! The volumes of the pod, the chart's own and those of the file.

use helm_values::Value;
use text::Span;

use super::place;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge;

/// The chart's own volumes, and whether the file has them made.
pub(super) fn own(facts: &Facts<'_>) -> Vec<&'static str> {
    let mut names = vec!["certificates"];
    let mut add = |on: bool, name| names.extend(on.then_some(name));
    add(facts.is_on("tls.caCertData"), "ca-certificates");
    add(facts.chart_writes(knowledge::When::TlsSecondary), "certificates-secondary");
    add(facts.chart_writes(knowledge::When::TlsRedis), "certificates-redis");
    add(facts.chart_writes(knowledge::When::TlsRedisSidekiq), "certificates-redis-sidekiq");
    add(facts.is_on("csi.enabled"), "secrets-store");
    names
}

/// The entries of a list of volumes or mounts.
pub(super) fn entries<'a>(facts: &Facts<'a>, key: &str) -> &'a [Value] {
    facts.key(key).and_then(Value::as_list).unwrap_or_default()
}

/// The name of the volume that an entry makes or mounts.
pub(super) fn name(entry: &Value) -> Option<&str> {
    entry.get("name").and_then(Value::as_str)
}

/// Where that name is; the entry itself where there is none.
pub(super) fn name_place(entry: &Value) -> Span {
    entry.get("name").map_or_else(|| place::value(entry), place::value)
}
