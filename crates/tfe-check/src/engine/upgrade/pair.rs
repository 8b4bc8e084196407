//! Whether the chart goes with the release: each is made for one line of releases.

use super::change::{Change, Effect, change, message};
use super::side::Side;
use crate::base::versions::{TfeVersion, Versions};
use crate::knowledge;
use crate::knowledge::rules::helm_overrides::CHART_FOR_ANOTHER_RELEASE;

/// A word on the chart where the line of releases changes and the chart stays the same.
pub(super) fn changes(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let (from, to) = (before.versions, after.versions);
    let values = after.report.documents.iter().any(|d| d.kind.is_some_and(|kind| kind.charts));
    if !values || from.chart != to.chart || line(from) == line(to) {
        return Vec::new();
    }
    let Some(row) = knowledge::clashes().iter().find(|row| row.rule == &CHART_FOR_ANOTHER_RELEASE)
    else {
        return Vec::new();
    };
    let what = "Each release line needs its own chart.".to_owned();
    let why = "The chart is the same before and after, so nothing about it is listed.";
    let action =
        format!("{} Choose the chart before and after to see what changes in it.", row.action);
    vec![change(Effect::Breaks, message(what, why, action), row.source)]
}

/// The line that a release belongs to: all monthly ones are one.
fn line(versions: &Versions) -> Option<(u32, u32)> {
    match TfeVersion::read(&versions.tfe)? {
        TfeVersion::Monthly(..) => Some((0, 0)),
        TfeVersion::Semantic(major, minor, _) => Some((major, minor)),
    }
}
