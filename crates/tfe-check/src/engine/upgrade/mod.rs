//! What changes for some files when they are used with other versions.
//!
//! Two things know it: the rules, which are asked for both versions, and the tables, which say since
//! when something is so. Where the tables know nothing, nothing is said.

mod access;
mod chart;
mod findings;
mod pair;
mod settings;

use serde::{Deserialize, Serialize};
use text::Lines;

use super::check_and_view;
use crate::base::document::{Document, Options};
use crate::base::finding::{Message, Severity};
use crate::base::report::{FixReport, Report, SpanReport};
use crate::base::versions::Versions;
use crate::base::view::View;

/// What changes between two sets of versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upgrade {
    /// The versions before.
    pub from: Versions,
    /// The versions after.
    pub to: Versions,
    /// What breaks first, then what changes, goes and comes.
    pub changes: Vec<Change>,
}

/// One thing that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it means for the files.
    pub effect: Effect,
    /// How bad it is; [`Severity::Info`] for all that needs nothing to be done.
    pub severity: Severity,
    /// The rule that reports it, where one does.
    pub rule: Option<String>,
    /// The file by name, where it is about one.
    pub document: Option<String>,
    /// The place in it.
    pub span: Option<SpanReport>,
    /// What, why, and what to do.
    pub message: Message,
    /// Who says so.
    pub source: String,
    /// Ways to prepare the file, best first; edits of the file as it is.
    pub fixes: Vec<FixReport>,
}

/// What a change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It was no finding before, and is one then: something has to be done.
    Breaks,
    /// Something else happens with the same files.
    Changes,
    /// It was a finding before, and is none then; or it is no longer there.
    Goes,
    /// It can be used then.
    Comes,
}

/// Documents as they are with some versions.
struct Side<'d> {
    documents: &'d [Document],
    versions: &'d Versions,
    report: Report,
    views: Vec<View>,
}

impl<'d> Side<'d> {
    fn of(documents: &'d [Document], versions: &'d Versions) -> Self {
        let options = Options {
            tfe: Some(exact(&versions.tfe)),
            chart: Some(versions.chart.clone()),
            vault: Some(versions.vault.clone()),
        };
        let (report, views) = check_and_view(documents, &options);
        Self { documents, versions, report, views }
    }
}

/// The newest line without a `v` means whatever release the file names; here the version counts.
fn exact(tfe: &str) -> String {
    if tfe.starts_with('v') { tfe.to_owned() } else { format!("v{tfe}") }
}

/// What changes for documents that are used together.
pub fn upgrade(documents: &[Document], from: &Versions, to: &Versions) -> Upgrade {
    let (before, after) = (Side::of(documents, from), Side::of(documents, to));
    let mut changes = findings::changes(&before, &after);
    changes.extend(pair::changes(&before, &after));
    changes.extend(chart::changes(&before, &after));
    changes.extend(access::changes(&before, &after));
    changes.extend(settings::changes(&before, &after));
    text::sort_by_key(&mut changes, |c| (c.effect, std::cmp::Reverse(c.severity)));
    Upgrade { from: from.clone(), to: to.clone(), changes }
}

/// A change that needs nothing to be done, about no file.
fn change(effect: Effect, message: Message, source: &str) -> Change {
    Change {
        effect,
        severity: Severity::Info,
        rule: None,
        document: None,
        span: None,
        message,
        source: source.to_owned(),
        fixes: Vec::new(),
    }
}

/// Three sentences.
fn message(what: String, why: impl Into<String>, action: impl Into<String>) -> Message {
    Message { what, why: why.into(), action: action.into() }
}

/// A place in a text, in lines and columns.
fn place(text: &str, (start, end): (usize, usize)) -> SpanReport {
    let lines = Lines::new(text);
    let (first, last) = (lines.position(start), lines.position(end));
    SpanReport {
        start,
        end,
        line: first.line,
        column: first.column,
        end_line: last.line,
        end_column: last.column,
    }
}
