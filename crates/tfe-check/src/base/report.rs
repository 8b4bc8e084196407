//! The report: what the page, the command line and other programs get.

use serde::{Deserialize, Serialize};

use crate::base::finding::{Evidence, Message, Safety, Severity, Stage};
use crate::base::kind::{Kind, Profile};
use crate::base::versions::Versions;

/// The name of the report's format.
pub const SCHEMA: &str = "tfe-check.report/1";

/// Everything that was found in a set of documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: String,
    /// Who made it.
    pub tool: Tool,
    /// The versions that were checked for.
    pub versions: Versions,
    /// One entry a document, in the order given.
    pub documents: Vec<DocumentReport>,
    /// Counts over all documents.
    pub summary: Summary,
}

/// The program that made a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What was found in one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentReport {
    /// As given.
    pub name: String,
    /// What it was checked as; `None` where it is nothing that can be judged.
    pub kind: Option<Kind>,
    /// Why it was taken for that.
    pub kind_reason: String,
    /// What a policy was checked for.
    pub profile: Option<Profile>,
    /// Whether the real thing would take the file; `None` where nothing decides that.
    pub accepted: Option<bool>,
    /// By position.
    pub findings: Vec<FindingReport>,
    /// The text after all safe fixes; `None` where they change nothing.
    pub fixed: Option<String>,
    /// The texts that were checked in it, in their order; empty where it was read as a whole.
    #[serde(default)]
    pub parts: Vec<PartReport>,
}

/// A text in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartReport {
    /// What it is.
    pub kind: Kind,
    /// What a policy is for.
    pub profile: Option<Profile>,
    /// Whether the real thing takes it; `None` where nothing decides that.
    pub accepted: Option<bool>,
    /// What it is wrapped in, from outside to inside: "a code block, line numbers".
    pub within: String,
    /// Its place in the document.
    pub span: SpanReport,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingReport {
    /// The rule's name.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// Where it would strike.
    pub stage: Stage,
    /// What, why, and what to do.
    pub message: Message,
    /// How well it is supported.
    pub evidence: Evidence,
    /// Who says so.
    pub source: String,
    /// The characters it is about.
    pub span: SpanReport,
    /// Other places that belong to it.
    pub related: Vec<RelatedReport>,
    /// The reason given in the file for ignoring it.
    pub suppressed: Option<String>,
    /// Ways to remove it, best first.
    pub fixes: Vec<FixReport>,
}

/// A place: bytes from 0, lines and columns (in characters) from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanReport {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line one past the last character.
    pub end_line: usize,
    /// Column one past the last character.
    pub end_column: usize,
}

/// Another place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedReport {
    /// The document by name.
    pub document: String,
    /// The place in it.
    pub span: SpanReport,
    /// What is there.
    pub note: String,
}

/// A way to remove a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixReport {
    /// A verb with its object.
    pub title: String,
    /// Whether it may be applied without a look.
    pub safety: Safety,
    /// The change: sorted, and no two touch the same bytes.
    pub edits: Vec<EditReport>,
}

/// One change of the text: the bytes from `start` to `end` give way to `insert`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditReport {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The new text, unmasked: it is the user's own file.
    pub insert: String,
}

/// Counts. What is suppressed counts as nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Findings of severity error.
    pub error: usize,
    /// Findings of severity warning.
    pub warning: usize,
    /// Findings of severity info.
    pub info: usize,
    /// Findings that the file itself says to ignore.
    pub suppressed: usize,
    /// Findings that a safe fix removes.
    pub fixable: usize,
}

impl Summary {
    /// Counts one finding.
    pub fn count(&mut self, finding: &FindingReport) {
        if finding.suppressed.is_some() {
            self.suppressed += 1;
            return;
        }
        match finding.severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Info => self.info += 1,
        }
        self.fixable += usize::from(finding.fixes.iter().any(|f| f.safety == Safety::Safe));
    }

    /// How many count at or above a severity.
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.error + self.warning,
            Severity::Info => self.error + self.warning + self.info,
        }
    }
}
