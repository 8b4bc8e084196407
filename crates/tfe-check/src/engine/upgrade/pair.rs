//! Whether the chart goes with the release: each is made for one line of releases.

use super::change::{Change, Effect, change, message};
use super::side::Side;
use crate::base::versions::{TfeVersion, Versions};
use crate::knowledge;

/// The rule that knows which chart is for which release, where both are named.
const RULE: &str = "chart-for-another-release";

/// A word on the chart where the line of releases changes and nobody names another chart.
pub(super) fn changes(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let (from, to) = (before.versions, after.versions);
    let values = after.report.documents.iter().any(|d| d.kind.is_some_and(|kind| kind.charts));
    if !values || from.chart != to.chart || line(from) == line(to) {
        return Vec::new();
    }
    let Some(row) = knowledge::clashes().iter().find(|row| row.rule.name == RULE) else {
        return Vec::new();
    };
    let what = "Each release line needs its own chart.".to_owned();
    let why = "No second chart version was given, so changes in the chart are not listed.";
    let action = format!("{} Give both chart versions to see the difference.", row.action);
    vec![change(Effect::Breaks, message(what, why, action), row.source)]
}

/// The line that a release belongs to: all monthly ones are one.
fn line(versions: &Versions) -> Option<(u32, u32)> {
    match TfeVersion::read(&versions.tfe)? {
        TfeVersion::Monthly(..) => Some((0, 0)),
        TfeVersion::Semantic(major, minor, _) => Some((major, minor)),
    }
}
