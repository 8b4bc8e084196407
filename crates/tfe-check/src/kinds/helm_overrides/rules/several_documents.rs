//! More than one YAML document: Helm 3 reads the first only.

use helm_values::Piece;
use text::Span;

use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::SEVERAL_DOCUMENTS;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let pieces = facts.document.pieces();
    let mut filled = pieces.iter().filter(|p| !p.value.is_null());
    let (Some(_), Some(second)) = (filled.next(), filled.next()) else { return Vec::new() };
    vec![SEVERAL_DOCUMENTS.at(head(facts, second)).say(
        "A second YAML document begins here.",
        "Helm 3 silently ignores it; Helm 4 merges it over the first.",
        "Keep one document: merge them, or remove the `---`.",
    )]
}

/// The `---` line of a document.
fn head(facts: &Facts<'_>, piece: &Piece) -> Span {
    let line = piece.span.of(facts.text).split(['\n', '\r']).next().unwrap_or("");
    Span::new(piece.span.start, piece.span.start + line.trim_end().len())
}
