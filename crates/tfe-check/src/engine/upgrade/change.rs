//! One thing that an upgrade changes, and how it is written.

use serde::{Deserialize, Serialize};
use text::Lines;

use crate::base::finding::{Message, Severity, Words};
use crate::base::report::{FixReport, SpanReport};

/// One thing that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it means for the files.
    pub effect: Effect,
    /// How bad it is; [`Severity::Info`] for all that breaks nothing.
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
    /// Something has to be done: it is a finding then and was none before, or only somebody can decide it.
    Breaks,
    /// Something else happens with the same files.
    Changes,
    /// It was a finding before, and is none then; or it is no longer there.
    Goes,
    /// It can be used then.
    Comes,
}

/// A change that needs nothing to be done, about no file.
pub(super) fn change(effect: Effect, message: Message, source: &str) -> Change {
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
pub(super) fn message(what: String, why: impl Into<Words>, action: impl Into<Words>) -> Message {
    Message { what: what.into(), why: why.into(), action: action.into() }
}

/// A place in a text, in lines and columns.
pub(super) fn place(text: &str, (start, end): (usize, usize)) -> SpanReport {
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
