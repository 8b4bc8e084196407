//! Settings that only the newer release knows, and the release that the files name.

use super::change::{Change, Effect, change, message, place};
use super::side::Side;
use crate::base::document::Document;
use crate::base::finding::Severity;
use crate::base::versions::{TfeVersion, Versions};
use crate::base::view::Setting as Given;
use crate::knowledge::{self, Setting, Status};

pub(super) fn changes(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let (from, to) = (before.versions, after.versions);
    let given: Vec<(&Given, &Document)> = after
        .views
        .iter()
        .zip(after.documents)
        .flat_map(|(view, document)| view.settings.iter().map(move |s| (s, document)))
        .filter(|(setting, _)| setting.span.is_some())
        .collect();
    if after.views.iter().all(|view| view.settings.is_empty()) {
        return Vec::new();
    }
    let mut changes = Vec::new();
    for setting in knowledge::settings().iter().filter(|s| is_between(s, from, to)) {
        let used = given.iter().find(|(own, _)| own.name == setting.name);
        changes.push(match used {
            Some((own, document)) => begins(setting, own, document),
            None => comes(setting),
        });
    }
    changes.extend(image(after));
    changes
}

/// Whether the table knows that the setting came between two releases.
fn is_between(setting: &Setting, from: &Versions, to: &Versions) -> bool {
    let usable = matches!(setting.status, Status::Current | Status::Beta);
    let on_kubernetes = setting.only.is_none() && setting.chart.is_none();
    // Of a line of releases, the last one counts: nobody upgrades to an old patch.
    let last = TfeVersion::read_last(&to.tfe);
    let reached = last.zip(TfeVersion::read(setting.since)).is_some_and(|(last, own)| own <= last);
    // From a line to itself nothing comes: its name stands for all of its releases.
    let came = from.tfe != to.tfe && from.tfe_before(setting.since) && reached;
    setting.since_exact && usable && on_kubernetes && came
}

fn begins(setting: &Setting, own: &Given, document: &Document) -> Change {
    let what = format!("`{}` takes effect from TFE {} on.", setting.name, setting.since);
    let said = message(what, setting.meaning, "Check that its value is what you want.");
    let span = own.span.map(|span| place(&document.text, span));
    let document = Some(document.name.clone());
    Change { document, span, ..change(Effect::Changes, said, setting.source) }
}

fn comes(setting: &Setting) -> Change {
    let what = format!("New in TFE {}: `{}`.", setting.since, setting.name);
    change(Effect::Comes, message(what, setting.meaning, ""), setting.source)
}

/// A file whose `image.tag` is not the release that it is upgraded to.
fn image(after: &Side<'_>) -> Vec<Change> {
    let to = &after.versions.tfe;
    let mut changes = Vec::new();
    for (view, document) in after.views.iter().zip(after.documents) {
        let image = view.pod.iter().find(|row| row.name == "image");
        let Some(tag) = image.and_then(|row| row.value.rsplit_once(':')).map(|(_, tag)| tag) else {
            continue;
        };
        let Some(first) = TfeVersion::read(tag) else { continue };
        let (low, high) = (TfeVersion::read(to), TfeVersion::read_last(to));
        if low.is_some_and(|low| low <= first) && high.is_some_and(|high| first <= high) {
            continue;
        }
        let what = format!("`image.tag` is {tag}, which is not TFE {to}.");
        let why = "The chart installs the release that the tag names.";
        let said = message(
            what,
            why,
            match low == high {
                true => format!("Set `image.tag` to {to}."),
                false => format!("Set `image.tag` to the {to} release you want."),
            },
        );
        let source = "chart terraform-enterprise: templates/deployment.yaml";
        let base = change(Effect::Breaks, said, source);
        let line = image.and_then(|row| row.line);
        let span = image.and_then(|row| row.span).zip(line);
        changes.push(Change {
            severity: Severity::Warning,
            document: Some(document.name.clone()),
            span: span.map(|(span, _)| place(&document.text, span)),
            ..base
        });
    }
    changes
}
