//! Schedules that name a time zone.

use helm_values::NodeId;
use text::{Edit, EditSet};

use super::{Facts, Finding, schedules};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::object::Object;
use crate::knowledge::rules::kubernetes_manifest::SCHEDULE_WITH_TIME_ZONE;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for object in &facts.objects {
        let zoned = schedules::of(facts, object).filter(|(_, word)| schedules::names_zone(word));
        found.extend(zoned.map(|(node, written)| with_zone(facts, object, node, written)));
    }
    found
}

fn with_zone(facts: &Facts<'_>, object: &Object<'_>, node: NodeId, written: &str) -> Finding {
    let finding = SCHEDULE_WITH_TIME_ZONE.at(facts.tree.span(node)).say(
        "A schedule cannot name a time zone.",
        "Kubernetes 1.29 and later reject TZ= and CRON_TZ= in a schedule.",
        "Move the zone to spec.timeZone.",
    );
    finding.fix(moved(facts, object, node, written))
}

/// The zone in its own field, unless there is one.
fn moved(facts: &Facts<'_>, object: &Object<'_>, node: NodeId, written: &str) -> Option<Fix> {
    let (zone, times) = written.split_once(char::is_whitespace)?;
    let (_, zone) = zone.split_once('=')?;
    let spec = facts.tree.at(object.node, &["spec"])?;
    if facts.tree.entry(spec, "timeZone").is_some() {
        return None;
    }
    let entry = facts.tree.entry(spec, "schedule")?;
    let field = facts.behind(spec, entry, "timeZone", zone)?;
    let times = facts.instead(node, times.trim());
    let edits = EditSet::new(vec![times, Edit::insert(facts.tree.span(node).end, field)]);
    Some(Fix::review("Move the zone to timeZone", edits.ok()?))
}
