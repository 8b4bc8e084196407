//! The schedules of CronJobs.

use text::Span;

use super::Facts;

/// Each schedule that is known as it is written, and its place.
pub(super) fn all<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (Span, &'f str)> {
    let jobs = facts.objects.iter().filter(|object| object.kind == "CronJob");
    let nodes = jobs.filter_map(|object| facts.tree.at(object.node, &["spec", "schedule"]));
    nodes.filter(|node| facts.is_literal(*node)).filter_map(|node| {
        let written = facts.tree.scalar(node)?;
        Some((facts.tree.span(node), written.trim()))
    })
}

/// Whether a schedule begins with a time zone.
pub(super) fn names_zone(written: &str) -> bool {
    written.starts_with("TZ=") || written.starts_with("CRON_TZ=")
}

/// The time between two runs in `@every 12h`.
pub(super) fn interval(written: &str) -> Option<&str> {
    written.strip_prefix("@every ").map(str::trim)
}
