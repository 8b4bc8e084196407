//! What can be wrong with any text, whatever it is.

mod fixing_not_finished;
mod kind_unknown;
mod merge_conflict_left;
mod more_findings;
pub(crate) mod paste;
mod suppression_refused;
mod suppression_stale;
mod text_empty;
mod text_in_utf16;
mod text_not_utf8;
mod text_too_long;

use text::Span;

use crate::base::document::Encoding;
use crate::base::finding::Finding;
use crate::base::kind::Kind;
pub(crate) use fixing_not_finished::not_all_fixed;
pub(crate) use more_findings::more;
pub(crate) use suppression_refused::refused;
pub(crate) use suppression_stale::stale;

/// What a rule for any text gets to know about it.
pub(crate) struct Facts<'t> {
    /// All of it.
    pub whole: &'t str,
    /// The part that is checked.
    pub judged: &'t str,
    /// What it was taken for.
    pub kind: Option<Kind>,
    /// Why, or why it was taken for nothing.
    pub reason: &'t str,
    /// What its bytes were.
    pub encoding: Encoding,
}

impl Facts<'_> {
    fn is_empty(&self) -> bool {
        self.whole.trim().is_empty()
    }
}

/// A rule's search.
type Find = fn(&Facts<'_>, &mut Vec<Finding>);

/// In this order.
static ALL: &[Find] = &[
    text_not_utf8::find,
    text_in_utf16::find,
    text_empty::find,
    kind_unknown::find,
    text_too_long::find,
];

/// Looks at the text as such.
pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    ALL.iter().for_each(|find| find(facts, &mut found));
    found
}

/// What no reader accepts is reported in the name of the one that reads this kind.
pub(crate) fn as_read(finding: Finding, kind: Option<Kind>) -> Finding {
    match kind.and_then(|kind| kind.grammar) {
        Some((evidence, source)) => finding.source(evidence, source),
        None => finding,
    }
}

fn first_line(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    Span::new(start.min(text.len()), start + line.len())
}
