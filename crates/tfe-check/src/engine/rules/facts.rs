//! What is known of any text, whatever it is.

use text::Span;

use crate::base::document::Encoding;
use crate::base::finding::Finding;
use crate::base::kind::Kind;

/// What a rule for any text gets to know about it.
pub(crate) struct Facts<'t> {
    /// All of it.
    pub whole: &'t str,
    /// The part that is checked.
    pub judged: &'t str,
    /// It is the end of a longer one.
    pub is_end: bool,
    /// What it was taken for.
    pub kind: Option<Kind>,
    /// Why, or why it was taken for nothing.
    pub reason: &'t str,
    /// What its bytes were.
    pub encoding: Encoding,
}

impl Facts<'_> {
    /// Whether there is nothing but blanks.
    pub(super) fn is_empty(&self) -> bool {
        self.whole.trim().is_empty()
    }
}

/// What no reader accepts is reported in the name of the one that reads this kind.
pub(crate) fn as_read(finding: Finding, kind: Option<Kind>) -> Finding {
    match kind.and_then(|kind| kind.grammar) {
        Some((evidence, source)) => finding.source(evidence, source),
        None => finding,
    }
}

/// The first line that is not blank.
pub(super) fn first_line(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    Span::new(start.min(text.len()), start + line.len())
}
