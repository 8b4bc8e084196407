//! The lines that are known: the rows of `knowledge/log-signatures.yaml`.

use crate::base::finding::{Evidence, Rule, Severity, Stage};

use super::find::Anchor;
use crate::knowledge::rules;

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// These words.
    Text(&'static str),
    /// A quote mark or none, after any number of backslashes: JSON in JSON escapes it several times.
    Quote,
    /// Digits.
    Number,
    /// What has no blank and no quote mark in it.
    Word,
    /// The same, and the message speaks of it.
    Subject,
    /// Anything up to the next text on the same line.
    Line,
    /// Anything up to the next text in the same entry.
    Entry,
    /// The end of a word.
    Edge,
    /// Blanks and line breaks or none, escaped or not, and what Compose puts before a line.
    Break,
}

/// A line that is known, and what it means.
#[derive(Debug)]
pub(crate) struct Signature {
    /// Its name in the table.
    pub id: &'static str,
    /// The rule whose page explains it.
    pub rule: &'static Rule,
    /// Patterns, one of which is enough.
    pub find: &'static [&'static [Piece]],
    /// Texts, one of which the same entry has to hold, too; none means no such condition.
    pub with: &'static [&'static str],
    /// Texts that the same entry must not hold.
    pub unless: &'static [&'static str],
    /// In the output of a run the same words are about the resources of the run.
    pub outside_of_runs: bool,
    /// Upper and lower case are the same.
    pub any_case: bool,
    /// The places of the signatures that follow from this one.
    pub over: &'static [usize],
    /// How bad it is.
    pub severity: Severity,
    /// Where it struck.
    pub stage: Stage,
    /// How well the meaning is supported.
    pub evidence: Evidence,
    /// Who says so.
    pub source: &'static str,
    /// What happened; `{}` is the subject.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// What to do.
    pub action: &'static str,
    /// Settings of TFE to look at.
    pub settings: &'static [&'static str],
    /// Keys of the chart to look at.
    pub keys: &'static [&'static str],
    /// The subject is a path of Vault's API that a policy has to allow.
    pub call: bool,
    /// Rules that find the cause in a file.
    pub see: &'static [&'static Rule],
}

include!(concat!(env!("OUT_DIR"), "/log.rs"));

/// The signature at a place of the table.
pub(crate) fn signature(row: usize) -> Option<&'static Signature> {
    SIGNATURES.get(row)
}
