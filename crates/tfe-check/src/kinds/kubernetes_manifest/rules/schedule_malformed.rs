//! Schedules that are not cron expressions.

use super::{Facts, Finding, schedules};
use crate::knowledge::rules::kubernetes_manifest::SCHEDULE_MALFORMED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, written) in schedules::all(facts) {
        // These two are reported for what they are.
        let other = schedules::names_zone(written) || schedules::interval(written).is_some();
        if !other && !MACROS.contains(&written) && !is_cron(written) {
            found.push(SCHEDULE_MALFORMED.at(facts.tree.span(node)).say(
                "The schedule is not a cron expression of five fields.",
                "The API server rejects the CronJob.",
                "Write minute, hour, day, month and weekday, like 0 */12 * * *.",
            ));
        }
    }
    found
}

/// Names of whole expressions.
const MACROS: [&str; 7] =
    ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/// The least and greatest number of each field.
const LIMITS: [(u32, u32); 5] = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];

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

/// A number, a name or a range of them; a range that ends before it begins is rejected (source: `getRange` in the parser
/// of robfig/cron 3, which the API server uses).
fn is_part(part: &str, (least, most): (u32, u32), names: &[&str]) -> bool {
    let (range, step) = part.split_once('/').map_or((part, None), |(a, b)| (a, Some(b)));
    let number = |word: &str| {
        let place = names.iter().position(|name| name.eq_ignore_ascii_case(word));
        let named = place.and_then(|place| Some(least + u32::try_from(place).ok()?));
        named.or_else(|| word.parse().ok()).filter(|n| (least..=most).contains(n))
    };
    let in_order =
        |(a, b): (&str, &str)| number(a).zip(number(b)).is_some_and(|(first, last)| first <= last);
    let range = matches!(range, "*" | "?")
        || range.split_once('-').map_or_else(|| number(range).is_some(), in_order);
    range && step.is_none_or(|step| step.parse().is_ok_and(|n: u32| n > 0))
}

#[cfg(test)]
mod tests {
    use super::is_cron;

    #[test]
    fn cron_expressions_have_five_fields() {
        for good in
            ["0 4 * * *", "*/30 * * * *", "15 1,13 * * MON-FRI", "0 0 ? * 6", "0 8-18/2 1 jan *"]
        {
            assert!(is_cron(good), "{good}");
        }
        for bad in [
            "",
            "0 4 * *",
            "60 * * * *",
            "0 24 * * *",
            "0 0 0 * *",
            "*/0 * * * *",
            "0 0 * * * *",
            "0 0 * * 7",
            "0 0 * * MON-SUN",
            "0 22-2 * * *",
        ] {
            assert!(!is_cron(bad), "{bad}");
        }
    }
}
