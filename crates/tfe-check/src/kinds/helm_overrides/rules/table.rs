//! Conditions of table rows, asked of a file.

use helm_values::{Data, Value};
use text::Span;

use super::change;
use crate::base::finding::{Finding, Fix};
use crate::base::versions::TfeVersion;
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::{Cond, Form, Row, Test};

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Yes,
    No,
    /// The file does not show it.
    Maybe,
}

/// Whether all conditions of a row hold, as far as the file shows.
pub(super) fn applies(facts: &Facts<'_>, row: &Row) -> bool {
    in_release(facts, row)
        && facts.versions.chart_named_within(row.charts)
        && row.when.iter().all(|c| ask(facts, c) == Answer::Yes)
        && row.unless.iter().all(|c| ask(facts, c) == Answer::No)
}

/// The finding of a row at a place, its words filled in.
pub(super) fn finding(facts: &Facts<'_>, row: &'static Row, at: Span, names: &str) -> Finding {
    let fill = |words: &str| words.replace("{names}", names);
    row.rule
        .at(at)
        .severity(row.severity)
        .stage(row.stage)
        .source(row.evidence, row.source)
        .say(fill(row.what), fill(row.why), fill(row.action))
        .fix(row.fix.as_ref().and_then(|fix| {
            let edits = change::row(facts, &fix.change)?;
            Some(Fix { title: fix.title.into(), safety: fix.safety, edits })
        }))
}

/// Where a setting or a chart key stands in the file.
pub(super) fn place(facts: &Facts<'_>, name: &str) -> Option<Span> {
    let value = match facts.setting(name) {
        Some(given) => given.value,
        None => match facts.key(name) {
            Some(value) => value,
            None => reference(facts, name)?,
        },
    };
    let origin = value.origin?;
    Some(origin.key.unwrap_or(origin.value))
}

/// The name in a reference that sets a setting.
fn reference<'a>(facts: &Facts<'a>, name: &str) -> Option<&'a Value> {
    let lists = ["env.secretKeyRefs", "env.configMapKeyRefs"].into_iter();
    let lists = lists.filter_map(|key| match &facts.key(key)?.data {
        Data::List(items) => Some(items.iter()),
        _ => None,
    });
    lists.flatten().filter_map(|entry| entry.get("name")).find(|n| n.as_str() == Some(name))
}

/// What a condition is about: a whole value, or the key alone where the value is elsewhere.
pub(crate) fn ask(facts: &Facts<'_>, cond: &Cond) -> Answer {
    let is_key = cond.name.contains('.') || crate::knowledge::chart_key(cond.name).is_some();
    let known = match facts.known(cond.name) {
        Known::Perhaps if cond.here => Known::Absent,
        known => known,
    };
    match (&cond.test, known) {
        (Test::Set, Known::Text(_) | Known::Hidden) if is_key => yes(facts.is_on(cond.name)),
        (Test::Unset, Known::Text(_) | Known::Hidden) if is_key => yes(!facts.is_on(cond.name)),
        (Test::Set, Known::Text(text)) => yes(!text.is_empty()),
        (Test::Unset, Known::Text(text)) => yes(text.is_empty()),
        (Test::Set, Known::Hidden) => Answer::Yes,
        (Test::Unset, Known::Hidden) => Answer::No,
        (_, Known::Hidden | Known::Perhaps) => Answer::Maybe,
        (Test::Set, Known::Absent) => Answer::No,
        (Test::Unset, Known::Absent) => Answer::Yes,
        (Test::Is(_) | Test::IsNot(_), Known::Text(text)) if is_unclear(cond.name, &text) => {
            Answer::Maybe
        }
        (test, Known::Text(text)) => yes(holds(test, text.trim())),
        (test, Known::Absent) => match facts.default(cond.name) {
            Some(default) => yes(holds(test, default)),
            None => yes(matches!(test, Test::IsNot(_))),
        },
    }
}

/// Whether a switch is neither on nor off, which is reported at the switch itself.
fn is_unclear(name: &str, text: &str) -> bool {
    let switch = crate::knowledge::setting(name).is_some_and(|s| s.form == Form::Bool);
    let clear = ["", "true", "false"].iter().any(|word| word.eq_ignore_ascii_case(text.trim()));
    switch && !clear
}

fn yes(holds: bool) -> Answer {
    if holds { Answer::Yes } else { Answer::No }
}

fn holds(test: &Test, text: &str) -> bool {
    let number = || text.parse::<f64>().ok();
    let bare =
        text.split_once(':').filter(|(_, p)| p.parse::<u16>().is_ok()).map_or(text, |(h, _)| h);
    match test {
        Test::Is(values) => values.iter().any(|v| v.eq_ignore_ascii_case(text)),
        Test::IsNot(values) => !values.iter().any(|v| v.eq_ignore_ascii_case(text)),
        Test::Has(parts) => parts.iter().any(|p| text.contains(p)),
        Test::Starts(starts) => starts.iter().any(|s| text.starts_with(s)),
        Test::Ends(ends) => ends.iter().any(|e| bare.ends_with(e)),
        Test::Below(limit) => number().is_some_and(|n| n < *limit),
        Test::Above(limit) => number().is_some_and(|n| n > *limit),
        Test::Set => !text.is_empty(),
        Test::Unset => text.is_empty(),
    }
}

/// Whether the file is for a release that a row is about; of a line of releases, all of them.
pub(crate) fn in_release(facts: &Facts<'_>, row: &Row) -> bool {
    if !row.tagged {
        return true;
    }
    let (Some(first), Some(last)) = (facts.release, facts.release_last) else { return false };
    let from = row.from.and_then(TfeVersion::read);
    let to = row.to.and_then(TfeVersion::read);
    from.is_none_or(|from| from <= first) && to.is_none_or(|to| last <= to)
}
