//! What a draft still lacks, by the table from which the checks report it.

use super::draft::Draft;
use crate::knowledge::{self, Cond, Row, Test};

/// The first setting that is needed and not there.
pub(super) fn first(draft: &Draft) -> Option<&'static str> {
    knowledge::needs().iter().filter(|row| applies(draft, row)).find_map(|row| lacking(draft, row))
}

/// Conditions are about a finished file, so that each has an answer.
fn applies(draft: &Draft, row: &Row) -> bool {
    row.when.iter().all(|cond| holds(draft, cond))
        && !row.unless.iter().any(|cond| holds(draft, cond))
}

fn lacking(draft: &Draft, row: &Row) -> Option<&'static str> {
    let there = |name: &str| draft.value(name).is_some();
    if row.one && row.needs.iter().any(|name| there(name)) {
        return None;
    }
    row.needs.iter().find(|name| !there(name)).copied()
}

fn holds(draft: &Draft, cond: &Cond) -> bool {
    let value = draft.value(cond.name);
    let text = value.unwrap_or_default();
    let number = || text.parse::<f64>().ok();
    match cond.test {
        Test::Set => value.is_some(),
        Test::Unset => value.is_none(),
        Test::Is(words) => value.is_some() && is_one_of(text, words),
        Test::IsNot(words) => !is_one_of(text, words),
        Test::Has(words) => words.iter().any(|word| text.contains(word)),
        Test::Starts(words) => words.iter().any(|word| text.starts_with(word)),
        Test::Ends(words) => words.iter().any(|word| text.ends_with(word)),
        Test::Below(limit) => number().is_some_and(|number| number < limit),
        Test::Above(limit) => number().is_some_and(|number| number > limit),
    }
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}
