//! When a CronJob runs.

use text::{Edit, Span};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::{
    SCHEDULE_BY_INTERVAL, SCHEDULE_MALFORMED, SCHEDULE_WITH_TIME_ZONE,
};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for object in facts.objects.iter().filter(|object| object.kind == "CronJob") {
        let node = facts.tree.at(object.node, &["spec", "schedule"]);
        let Some(node) = node.filter(|node| facts.is_literal(*node)) else { continue };
        let Some(written) = facts.tree.scalar(node) else { continue };
        out.extend(check(facts, facts.tree.span(node), written.trim()));
    }
}

fn check(facts: &Facts<'_>, place: Span, written: &str) -> Option<Finding> {
    if written.starts_with("TZ=") || written.starts_with("CRON_TZ=") {
        return Some(with_zone(facts, place, written));
    }
    if let Some(every) = written.strip_prefix("@every ") {
        return Some(by_interval(place, every.trim()));
    }
    let macros = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
    let good = macros.contains(&written) || is_cron(written);
    (!good).then(|| {
        SCHEDULE_MALFORMED.at(place).say(
            "The schedule is not a cron expression of five fields.",
            "The API server rejects the CronJob.",
            "Write minute, hour, day, month and weekday, like 0 */12 * * *.",
        )
    })
}

fn by_interval(place: Span, every: &str) -> Finding {
    let hours = every.strip_suffix('h').and_then(|n| n.parse::<u32>().ok());
    let cron = match hours {
        Some(24) => Some("\"0 0 * * *\"".to_owned()),
        Some(1) => Some("\"0 * * * *\"".to_owned()),
        Some(n) if n > 1 && n < 24 && 24 % n == 0 => Some(format!("\"0 */{n} * * *\"")),
        _ => None,
    };
    let fix = cron.map(|cron| Fix::review("Write a cron expression", Edit::replace(place, cron)));
    SCHEDULE_BY_INTERVAL
        .at(place)
        .say(
            "@every is not among the documented forms of a schedule.",
            "The times depend on when the CronJob was created, and move when it is replaced. \
             Not documented; it follows from how the schedule is read.",
            "Write fixed times, like 0 */12 * * *.",
        )
        .fix(fix)
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

/// The least and greatest number of each field.
const LIMITS: [(u32, u32); 5] = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

fn is_cron(written: &str) -> bool {
    let fields: Vec<&str> = written.split_whitespace().collect();
    fields.len() == LIMITS.len()
        && fields.iter().zip(LIMITS).enumerate().all(|(at, (field, limits))| {
            let names: &[&str] = match at {
                3 => &MONTHS,
                4 => &DAYS,
                _ => &[],
            };
            field.split(',').all(|part| is_part(part, limits, names))
        })
}

fn is_part(part: &str, (least, most): (u32, u32), names: &[&str]) -> bool {
    let (range, step) = part.split_once('/').map_or((part, None), |(a, b)| (a, Some(b)));
    let number = |word: &str| {
        let named = names.contains(&word.to_ascii_lowercase().as_str());
        named || word.parse().is_ok_and(|n: u32| n >= least && n <= most)
    };
    let range = matches!(range, "*" | "?")
        || range.split_once('-').map_or_else(|| number(range), |(a, b)| number(a) && number(b));
    range && step.is_none_or(|step| step.parse().is_ok_and(|n: u32| n > 0))
}

#[cfg(test)]
mod tests {
    use super::is_cron;

    #[test]
    fn cron_expressions_have_five_fields() {
        for good in
            ["0 4 * * *", "*/30 * * * *", "15 1,13 * * MON-FRI", "0 0 ? * 7", "0 8-18/2 1 jan *"]
        {
            assert!(is_cron(good), "{good}");
        }
        for bad in
            ["", "0 4 * *", "60 * * * *", "0 24 * * *", "0 0 0 * *", "*/0 * * * *", "0 0 * * * *"]
        {
            assert!(!is_cron(bad), "{bad}");
        }
    }
}
