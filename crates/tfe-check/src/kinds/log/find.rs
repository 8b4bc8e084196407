//! One pass over a text for all patterns at once.
//!
//! Each pattern begins with a text, and six rare bytes of that text are its anchor. The search looks
//! at three bytes at a time and skips as far as no anchor can hold them, so most of a log is never
//! read (Wu and Manber, "A fast algorithm for multi-pattern searching", 1994). No automaton has to be
//! shipped or built: the table is filled from the anchors in microseconds.

use super::table::ANCHORS;

/// The bytes of an anchor.
const ANCHOR: usize = 6;
/// The bytes that decide how far to skip.
const BLOCK: usize = 3;
/// How far the search skips where a block is in no anchor.
const FARTHEST: u8 = 4;

/// Bytes of a pattern that the search looks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    /// The place of its signature.
    pub row: usize,
    /// Which of the signature's patterns.
    pub pattern: usize,
    /// Where the bytes are in the pattern.
    pub offset: usize,
    /// The bytes.
    pub bytes: [u8; ANCHOR],
}

/// The table of the search.
pub(crate) struct Search {
    /// How far to skip after a block; zero where an anchor may end there.
    skips: Vec<u8>,
    /// The last block of each anchor, sorted, with the anchor's place.
    ends: Vec<(usize, usize)>,
}

impl Search {
    /// Fills the table.
    pub(crate) fn new() -> Self {
        let mut skips = vec![FARTHEST; 1 << 15];
        let mut ends = Vec::with_capacity(ANCHORS.len());
        for (place, anchor) in ANCHORS.iter().enumerate() {
            let left = (0..=FARTHEST).rev();
            for (left, block) in left.skip(1).zip(anchor.bytes.windows(BLOCK)) {
                let block = block.first_chunk().copied().map_or(0, number);
                if let Some(skip) = skips.get_mut(block) {
                    *skip = left.min(*skip);
                }
                if left == 0 {
                    ends.push((block, place));
                }
            }
        }
        text::sort_by(&mut ends, Ord::cmp);
        Self { skips, ends }
    }

    /// Calls `each` with every anchor that may be in a text and the place where its pattern would
    /// begin, in the order of the text.
    pub(crate) fn candidates(&self, text: &str, mut each: impl FnMut(&'static Anchor, usize)) {
        let bytes = text.as_bytes();
        let mut at = ANCHOR - BLOCK;
        while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let block = number(*block);
            let skip = self.skips.get(block).copied().unwrap_or(1);
            if skip > 0 {
                at += usize::from(skip);
                continue;
            }
            for anchor in self.ending_with(block) {
                let start = (at + BLOCK).checked_sub(ANCHOR + anchor.offset);
                if let Some(start) = start.filter(|s| text.is_char_boundary(*s)) {
                    each(anchor, start);
                }
            }
            at += 1;
        }
    }

    fn ending_with(&self, block: usize) -> impl Iterator<Item = &'static Anchor> {
        let first = self.ends.partition_point(|(b, _)| *b < block);
        let same = self.ends.get(first..).unwrap_or_default().iter();
        same.take_while(move |(b, _)| *b == block).filter_map(|(_, place)| ANCHORS.get(*place))
    }
}

/// Three bytes as a place in the table. Upper and lower case are the same there.
fn number([a, b, c]: [u8; BLOCK]) -> usize {
    let low = |byte: u8| usize::from(byte & 31);
    low(a) << 10 | low(b) << 5 | low(c)
}

#[cfg(test)]
mod tests {
    use super::super::table::{Piece, SIGNATURES};
    use super::*;

    /// The texts that the patterns begin with, wherever they are in a text.
    #[test]
    fn every_pattern_is_found_at_its_place() {
        let search = Search::new();
        for signature in &SIGNATURES {
            for pieces in signature.find {
                let Some(Piece::Text(text)) = pieces.first() else { panic!("{}", signature.id) };
                for before in ["", "x", "ab", "äöü ", "2026-03-11T08:14:02.117Z [ERROR] a: "] {
                    let mut found = false;
                    let whole = format!("{before}{text}");
                    search.candidates(&whole, |anchor, start| {
                        let id = SIGNATURES[anchor.row].id;
                        found |= id == signature.id && start == before.len();
                    });
                    assert!(found, "{}: {whole}", signature.id);
                }
            }
        }
    }
}
