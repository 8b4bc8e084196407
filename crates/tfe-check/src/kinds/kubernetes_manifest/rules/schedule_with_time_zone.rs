//! Schedules that name a time zone.

use text::{Edit, Span};

use super::{Facts, Finding, schedules};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::SCHEDULE_WITH_TIME_ZONE;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let zoned = schedules::all(facts).filter(|(_, written)| schedules::names_zone(written));
    out.extend(zoned.map(|(place, written)| with_zone(facts, place, written)));
}

fn with_zone(facts: &Facts<'_>, place: Span, written: &str) -> Finding {
    let finding = SCHEDULE_WITH_TIME_ZONE.at(place).say(
        "A schedule cannot name a time zone.",
        "Kubernetes 1.29 and later reject TZ= and CRON_TZ= in a schedule.",
        "Move the zone to spec.timeZone.",
    );
    let Some((zone, times)) = written.split_once(char::is_whitespace) else { return finding };
    let zone = zone.split_once('=').map_or("", |(_, zone)| zone);
    let before = facts.text.get(..place.start).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let indent = before.get(line..).unwrap_or_default();
    let indent = indent.len() - indent.trim_start().len();
    let has = facts.text.contains("timeZone:");
    let lines = format!("\"{}\"\n{}timeZone: {zone}", times.trim(), " ".repeat(indent));
    let fix = Fix::review("Move the zone to timeZone", Edit::replace(place, lines));
    finding.fix(Some(fix).filter(|_| !has))
}
