//! Schedules that count from the time the CronJob was created.

use helm_values::NodeId;

use super::{Facts, Finding, schedules};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::SCHEDULE_BY_INTERVAL;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, written) in schedules::all(facts) {
        let every = schedules::interval(written);
        found.extend(every.map(|every| by_interval(facts, node, every)));
    }
    found
}

fn by_interval(facts: &Facts<'_>, node: NodeId, every: &str) -> Finding {
    let hours = every.strip_suffix('h').and_then(|n| n.parse::<u32>().ok());
    let cron = match hours {
        Some(24) => Some("0 0 * * *".to_owned()),
        Some(1) => Some("0 * * * *".to_owned()),
        Some(n) if n > 1 && n < 24 && 24 % n == 0 => Some(format!("0 */{n} * * *")),
        _ => None,
    };
    let fix = cron.map(|cron| Fix::review("Write a cron expression", facts.instead(node, &cron)));
    SCHEDULE_BY_INTERVAL
        .at(facts.tree.span(node))
        .say(
            "@every is not among the documented forms of a schedule.",
            "The times depend on when the CronJob was created, and move when it is replaced. \
             Not documented; it follows from how the schedule is read.",
            "Write fixed times, like 0 */12 * * *.",
        )
        .fix(fix)
}
