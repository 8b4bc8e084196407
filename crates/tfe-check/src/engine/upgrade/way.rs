//! The way from one release to the other: releases that cannot be skipped, the way back, and nodes of both at
//! once.

use helm_values::{Data, Helm};

use super::change::{Change, Effect, change, message, place};
use super::side::Side;
use crate::base::finding::Severity;
use crate::base::versions::TfeVersion;

/// The releases that every later one asks for.
const STOPS: [&str; 2] = ["v202304-1", "v202406-1"];

/// From here on TFE does not start while a node of another line runs.
const ONE_LINE: TfeVersion = TfeVersion::Semantic(2, 0, 0);

const CHECKS: &str = "Terraform Enterprise documentation, Startup checks";

pub(super) fn changes(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let ours = after.report.documents.iter().any(|document| document.kind.is_some());
    let last = TfeVersion::read_last(&before.versions.tfe);
    let Some((from, to)) = last.zip(TfeVersion::read_last(&after.versions.tfe)).filter(|_| ours)
    else {
        return Vec::new();
    };
    let mut changes: Vec<Change> =
        STOPS.into_iter().filter(|stop| is_between(stop, from, to)).map(skipped).collect();
    let first = TfeVersion::read(&before.versions.tfe);
    changes.extend(first.is_some_and(|first| to < first).then(|| back(&after.versions.tfe)));
    if from < ONE_LINE && to >= ONE_LINE {
        changes.extend(rolling(after));
    }
    changes
}

fn is_between(stop: &str, from: TfeVersion, to: TfeVersion) -> bool {
    TfeVersion::read(stop).is_some_and(|stop| from < stop && stop < to)
}

fn skipped(stop: &str) -> Change {
    let what = format!("TFE {stop} cannot be skipped.");
    let why = "Later releases do not start: `failed to meet upgrade requirements: missing required releases`.";
    let action = format!("Upgrade to {stop} first, start it once, then continue.");
    let base = change(Effect::Breaks, message(what, why, action), CHECKS);
    Change { severity: Severity::Error, ..base }
}

fn back(to: &str) -> Change {
    let what = format!("TFE {to} is older than the release that runs.");
    let why = "TFE does not start with data of a newer release.";
    let action = "Restore the data of the older release with it.";
    let base = change(Effect::Breaks, message(what, why, action), CHECKS);
    Change { severity: Severity::Error, ..base }
}

/// Values that start new pods next to the old ones: all but those with `strategy.type: Recreate`.
fn rolling(after: &Side<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (document, found) in after.documents.iter().zip(&after.report.documents) {
        if !found.kind.is_some_and(|kind| kind.charts) || !found.parts.is_empty() {
            continue;
        }
        let values = helm_values::parse(&document.text).values(Helm::default());
        let own = values.at(&["strategy", "type"]);
        if own.is_some_and(|own| matches!(&own.data, Data::String(text) if *text == *"Recreate")) {
            continue;
        }
        let what = "A rolling update to TFE 2.0 or later does not finish.".to_owned();
        let why = "The new pod fails its startup checks while a node of the old release runs.";
        let action = "Set `strategy.type` to Recreate, or scale to 0 before this upgrade.";
        let base = change(Effect::Breaks, message(what, why, action), "TFE release notes 2.0.0");
        let span = own.and_then(|own| own.origin).map(|origin| origin.value);
        changes.push(Change {
            severity: Severity::Warning,
            document: Some(document.name.clone()),
            span: span.map(|span| place(&document.text, (span.start, span.end))),
            ..base
        });
    }
    changes
}
