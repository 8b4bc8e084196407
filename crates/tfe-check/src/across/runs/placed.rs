//! Findings, each with the document that it is said of.

use crate::base::finding::Finding;

/// A finding, and the place of its document in the list of all.
pub(crate) type Placed = (usize, Finding);

/// Another place that belongs to a finding: in its own document or in another one.
pub(super) fn related(
    finding: Finding,
    own: usize,
    other: usize,
    span: text::Span,
    note: &'static str,
) -> Finding {
    if own == other { finding.related(span, note) } else { finding.related_in(other, span, note) }
}
