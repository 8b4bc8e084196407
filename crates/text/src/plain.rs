/// A word without what does not count when words are compared: case, `-`, `_` and `.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plain {
    pub text: String,
    /// In characters.
    pub length: usize,
    /// A bit for each letter in it: an edit changes two of them at most.
    letters: u64,
}

impl Plain {
    pub(crate) fn new(word: &str) -> Self {
        let counts = |c: &char| !"-_.".contains(*c);
        let text: String = word.chars().filter(counts).map(|c| c.to_ascii_lowercase()).collect();
        let letters = text.bytes().fold(0, |letters, b| letters | 1 << (b & 63));
        Self { length: text.chars().count(), letters, text }
    }

    /// The letters that differ, a swap of two neighbours counted as one; `None` for more than `most`.
    /// Words that are far apart are told by their lengths and letters, which takes next to no time.
    pub(crate) fn distance(&self, other: &Self, most: usize) -> Option<usize> {
        let far = self.length.abs_diff(other.length) > most
            || (self.letters ^ other.letters).count_ones() as usize > 2 * most;
        if far {
            return None;
        }
        Some(strsim::osa_distance(&self.text, &other.text)).filter(|distance| *distance <= most)
    }
}
