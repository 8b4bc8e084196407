/// A half-open range of bytes in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never below `start`.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`. An `end` before `start` gives the empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The empty span at `offset`.
    pub const fn at(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }

    /// Its length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside (an equal span does).
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range in a text that stands `by` bytes further on in another one.
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The text it covers; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Places of a text, to ask whether something overlaps one of them without looking at all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// By where they begin: where each begins, and how far those up to it reach.
    reach: Vec<(usize, usize)>,
}

impl Places {
    /// Whether a place shares a byte with one of them.
    pub fn overlap(&self, place: Span) -> bool {
        let next = self.reach.partition_point(|(start, _)| *start < place.end);
        let last = next.checked_sub(1).and_then(|at| self.reach.get(at));
        last.is_some_and(|(_, end)| *end > place.start)
    }
}

impl FromIterator<Span> for Places {
    fn from_iter<T: IntoIterator<Item = Span>>(places: T) -> Self {
        let mut reach: Vec<(usize, usize)> =
            places.into_iter().map(|place| (place.start, place.end)).collect();
        crate::sort_by_key(&mut reach, |(start, _)| *start);
        let mut furthest = 0;
        for (_, end) in &mut reach {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { reach }
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, Span};

    #[test]
    fn spans_relate() {
        let a = Span::new(2, 5);
        assert_eq!(a.len(), 3);
        assert!(a.contains(Span::at(5)) && !a.contains(Span::new(4, 6)));
        assert!(a.overlaps(Span::new(4, 9)) && !a.overlaps(Span::new(5, 9)));
        assert_eq!(a.cover(Span::at(9)), Span::new(2, 9));
        assert_eq!(a.shifted(10), Span::new(12, 15));
        assert_eq!(Span::new(5, 2), Span::at(5));
    }

    #[test]
    fn a_span_that_does_not_fit_covers_nothing() {
        assert_eq!(Span::new(1, 3).of("abcd"), "bc");
        assert_eq!(Span::new(3, 9).of("abcd"), "");
        assert_eq!(Span::new(0, 1).of("é"), "", "not on a character boundary");
    }

    #[test]
    fn places_overlap_what_one_of_them_overlaps() {
        let all = [Span::new(8, 9), Span::new(1, 6), Span::new(2, 3), Span::new(12, 12)];
        let places: Places = all.into_iter().collect();
        for start in 0..15 {
            for end in start..15 {
                let place = Span::new(start, end);
                let one_by_one = all.iter().any(|other| other.overlaps(place));
                assert_eq!(places.overlap(place), one_by_one, "{place:?}");
            }
        }
    }
}
