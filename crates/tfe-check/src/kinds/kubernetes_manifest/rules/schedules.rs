//! The schedules of CronJobs.

use helm_values::NodeId;
use text::go;

use super::Facts;
use crate::kinds::kubernetes_manifest::object::Object;

/// Each schedule that is known as it is written, and its node.
pub(super) fn all<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (NodeId, &'f str)> {
    facts.objects.iter().filter_map(|object| of(facts, object))
}

/// The schedule of an object, likewise.
pub(super) fn of<'d>(facts: &Facts<'d>, object: &Object<'d>) -> Option<(NodeId, &'d str)> {
    let node = facts.tree.at(object.node, &["spec", "schedule"])?;
    let written = facts.tree.scalar(node)?;
    let known = object.kind == "CronJob" && facts.is_literal(node);
    known.then(|| (node, written.trim()))
}

/// Whether a schedule begins with a time zone.
pub(super) fn names_zone(written: &str) -> bool {
    written.starts_with("TZ=") || written.starts_with("CRON_TZ=")
}

/// The time between two runs in `@every 12h`; none where it has no unit, which is not a schedule.
pub(super) fn interval(written: &str) -> Option<&str> {
    let every = written.strip_prefix("@every ").map(str::trim);
    every.filter(|every| go::parse_duration(every).is_some())
}
