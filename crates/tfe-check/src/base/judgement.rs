//! The result of checking a text, and how much of a text is checked.

use super::finding::{Finding, Severity};

/// Only this many bytes of a longer text are checked.
pub const LIMIT: usize = 10 * 1024 * 1024;

/// What one judgement of a text gives.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    /// Whether the real thing takes the text; `None` where nothing decides that.
    pub accepted: Option<bool>,
    /// In any order.
    pub findings: Vec<Finding>,
}

/// The part of a text that is checked.
pub(crate) fn head(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LIMIT)).unwrap_or(text)
}

/// How bad the worst of them is.
pub(crate) fn worst(findings: &[Finding]) -> Option<Severity> {
    findings.iter().filter(|f| f.suppressed.is_none()).map(|f| f.severity).max()
}

/// The verdict where nothing is evaluated as a whole: the worst finding.
pub(crate) fn verdict(findings: &[Finding]) -> String {
    let counted = findings.iter().filter(|f| f.suppressed.is_none());
    counted.max_by_key(|f| (f.severity, std::cmp::Reverse(f.primary.start))).map_or_else(
        || "Nothing is wrong with this file.".to_owned(),
        |f| f.message.what.to_string(),
    )
}
