//! From places in a text to those in the file around it.

use text::Span;

use super::{Embedded, Piece, What};

impl Embedded {
    /// Whether a part of the text is filled in.
    pub(crate) fn is_unknown(&self, inner: Span) -> bool {
        self.around(inner).any(|p| p.what == What::Unknown && p.inner.overlaps(inner))
    }

    /// Whether a place in the text is within something that the file has as it is.
    pub(crate) fn is_same(&self, inner: Span) -> bool {
        self.around(inner).any(|p| p.is_verbatim() && p.inner.contains(inner))
    }

    /// The pieces that touch a place in the text. They are in the order of the text.
    pub(super) fn around(&self, inner: Span) -> impl Iterator<Item = &Piece> {
        let first = self.pieces.partition_point(|p| p.inner.end < inner.start);
        let rest = self.pieces.get(first..).unwrap_or_default();
        rest.iter().take_while(move |p| p.inner.start <= inner.end)
    }

    /// The place in the file of a place in the text.
    pub fn outer(&self, inner: usize) -> usize {
        let after = self.pieces.partition_point(|p| p.inner.end <= inner);
        match self.pieces.get(after).or(self.pieces.last()) {
            Some(piece) if piece.is_verbatim() => {
                piece.outer.start + inner.saturating_sub(piece.inner.start).min(piece.outer.len())
            }
            Some(piece) if inner >= piece.inner.end => piece.outer.end,
            Some(piece) => piece.outer.start,
            None => 0,
        }
    }

    /// The place in the file where what stands before a place in the text ends.
    pub(super) fn outer_end(&self, inner: usize) -> usize {
        let after = self.pieces.partition_point(|p| p.inner.end < inner);
        match self.pieces.get(after) {
            Some(piece) if piece.inner.start >= inner => piece.outer.start,
            Some(piece) if piece.is_verbatim() => piece.outer.start + (inner - piece.inner.start),
            Some(piece) => piece.outer.end,
            None => self.pieces.last().map_or(0, |p| p.outer.end),
        }
    }

    /// The place in the file of a place in the text; none of what is filled in.
    pub(crate) fn known_place(&self, inner: Span) -> Option<Span> {
        (!self.is_unknown(inner)).then(|| self.outer_span(inner))
    }

    pub(crate) fn outer_span(&self, inner: Span) -> Span {
        let (start, end) = (self.outer(inner.start), self.outer_end(inner.end));
        if inner.is_empty() { Span::at(start) } else { Span::new(start, end.max(start)) }
    }

    /// Whether all pieces are where they are said to be in the file, one after the other in the text.
    #[cfg(test)]
    pub(crate) fn is_honest(&self, file: &str) -> bool {
        let mut end = 0;
        self.pieces.iter().all(|piece| {
            let follows =
                piece.inner.start == end && file.get(piece.outer.start..piece.outer.end).is_some();
            end = piece.inner.end;
            let same = piece.inner.of(&self.text) == piece.outer.of(file);
            follows && (same || !piece.is_verbatim())
        }) && end == self.text.len()
    }
}
