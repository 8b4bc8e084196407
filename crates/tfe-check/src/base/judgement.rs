//! The result of checking a text, and how much of a text is checked.

use super::finding::{Finding, Turn};

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

/// So far back the checked part of a long text may end, so that it ends between two blocks (bytes).
const BACK: usize = 64 * 1024;

/// The part of a text that is checked. It ends before a line that is not indented, where there is one near.
pub(crate) fn head(text: &str) -> &str {
    if text.len() <= LIMIT {
        return text;
    }
    let part = text.get(..text.floor_char_boundary(LIMIT)).unwrap_or(text);
    let opens = |at: &usize| {
        let next = part.as_bytes().get(at + 1);
        next.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'"' | b'#'))
    };
    let breaks = part.bytes().enumerate().rev().take(BACK).filter(|(_, byte)| *byte == b'\n');
    let end = breaks.map(|(at, _)| at).find(opens).map_or(part.len(), |at| at + 1);
    part.get(..end).unwrap_or(part)
}

/// The worst of them: what strikes first, and of such the first one.
pub(crate) fn worst(findings: &[Finding]) -> Option<&Finding> {
    let counted = findings.iter().filter(|f| f.suppressed.is_none());
    counted.min_by_key(|f| (f.stage.turn(f.severity), f.primary.start))
}

/// Where the part of a text begins that is checked of a log, in which the last lines say why something failed: at a line.
pub(crate) fn tail(text: &str) -> usize {
    let from = text.ceil_char_boundary(text.len().saturating_sub(LIMIT));
    let line = text.get(from..).and_then(|rest| rest.find('\n'));
    if from == 0 { 0 } else { line.map_or(from, |at| from + at + 1) }
}

/// How bad the worst of them is.
pub(crate) fn worst_turn(findings: &[Finding]) -> Option<Turn> {
    worst(findings).map(|f| f.stage.turn(f.severity))
}

/// The verdict where nothing is evaluated as a whole: the worst finding.
pub(crate) fn verdict(findings: &[Finding]) -> String {
    worst(findings).map_or_else(
        || "Nothing is wrong with this file.".to_owned(),
        |f| f.message.what.to_string(),
    )
}
