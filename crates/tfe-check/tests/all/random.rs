//! Chance that is the same in every run.

/// A small generator (xorshift): good enough to choose places in a text.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`; 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { usize::try_from(self.next() >> 16).unwrap() % end }
    }

    pub(crate) fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }

    /// A text with one thing changed as people and programs change texts: a character or a line
    /// that is gone, doubled, put elsewhere or replaced.
    pub(crate) fn change(&mut self, text: &str) -> String {
        const ODD: [&str; 14] =
            ["\"", "'", "{", "}", "[", "]", ":", "=", "#", "*", "\u{a0}", "“", "\t", "_"];
        let mut chars: Vec<char> = text.chars().collect();
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (char_at, line_at) = (self.below(chars.len()), self.below(lines.len()));
        let other = self.below(lines.len());
        let odd = self.pick(&ODD);
        if chars.is_empty() {
            return (*odd).to_owned();
        }
        match self.below(8) {
            0 => _ = chars.remove(char_at),
            1 => chars.insert(char_at, chars[char_at]),
            2 => chars.swap(char_at, (char_at + 1).min(text.chars().count() - 1)),
            3 => return splice(&chars, char_at, 0, odd),
            4 => return splice(&chars, char_at, 1, odd),
            5 => _ = lines.remove(line_at),
            6 => lines.insert(other, lines[line_at]),
            _ => lines.swap(line_at, other),
        }
        if lines.concat() == text { chars.into_iter().collect() } else { lines.concat() }
    }
}

fn splice(chars: &[char], at: usize, gone: usize, insert: &str) -> String {
    let (before, after) = (&chars[..at], &chars[at + gone..]);
    before.iter().copied().chain(insert.chars()).chain(after.iter().copied()).collect()
}
