use std::collections::{BTreeMap, BTreeSet};

use crate::Span;

/// What stands in place of a secret, whatever its length.
pub const MASK: &str = "••••••••";

/// Puts [`MASK`] over the secrets of a text wherever they appear in what is shown of it.
///
/// Rules register the secrets they know of; every message, excerpt and report then goes through
/// [`Masker::mask`]. Short values (under four bytes) are not searched for in other texts: they
/// would hide half of every sentence.
#[derive(Clone, Debug, Default)]
pub struct Masker {
    values: BTreeSet<String>,
    /// How long the values are that begin with these bytes.
    lengths: BTreeMap<[u8; 4], BTreeSet<usize>>,
    spans: Vec<Span>,
}

impl Masker {
    /// Remembers a secret: its place in the text and its value.
    pub fn add(&mut self, span: Span, value: &str) {
        if !span.is_empty() {
            self.spans.push(span);
        }
        if let Some(start) = value.as_bytes().first_chunk() {
            self.lengths.entry(*start).or_default().insert(value.len());
            self.values.insert(value.to_owned());
        }
    }

    /// Remembers the values of another text's secrets, too.
    pub fn extend(&mut self, other: Self) {
        for value in other.values {
            self.add(Span::at(0), &value);
        }
    }

    /// The same secrets, each at another place, or at none.
    pub fn moved(mut self, to: impl Fn(Span) -> Option<Span>) -> Self {
        self.spans = self.spans.into_iter().filter_map(to).collect();
        self
    }

    /// Remembers the secrets of a part of this text, by value and by place.
    pub fn join(&mut self, mut part: Self) {
        self.spans.append(&mut part.spans);
        self.extend(part);
    }

    /// Whether no secret is known.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty() && self.values.is_empty()
    }

    /// Something said about the text, with the secrets' values masked.
    pub fn mask(&self, said: &str) -> String {
        let mut out = String::new();
        let mut done = 0;
        let mut at = 0;
        while at < said.len() {
            let Some(mut end) = self.value_at(said, at) else {
                at += 1;
                continue;
            };
            // Values that overlap go as one.
            let mut inside = at + 1;
            while inside < end {
                end = self.value_at(said, inside).map_or(end, |other| other.max(end));
                inside += 1;
            }
            out.push_str(Span::new(done, at).of(said));
            out.push_str(MASK);
            (done, at) = (end, end);
        }
        out.push_str(Span::new(done, said.len()).of(said));
        out
    }

    /// The end of the longest value that stands at a place.
    fn value_at(&self, said: &str, at: usize) -> Option<usize> {
        let rest = said.get(at..)?;
        let lengths = self.lengths.get(rest.as_bytes().first_chunk::<4>()?)?;
        let fits = |length: &&usize| rest.get(..**length).is_some_and(|v| self.values.contains(v));
        lengths.iter().rev().find(fits).map(|length| at + length)
    }

    /// A part of the text itself, with every secret in it masked by its place and by its value.
    pub fn excerpt(&self, text: &str, part: Span) -> String {
        let mut spans: Vec<Span> =
            self.spans.iter().copied().filter(|s| s.overlaps(part)).collect();
        crate::sort_by_key(&mut spans, |span| *span);
        let mut out = String::new();
        let mut done = part.start;
        for span in spans {
            if span.start >= done {
                out.push_str(Span::new(done, span.start).of(text));
                out.push_str(MASK);
            } else if done == part.start {
                out.push_str(MASK);
            }
            done = done.max(span.end);
        }
        out.push_str(Span::new(done, part.end).of(text));
        self.mask(&out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masker(text: &str, secrets: &[&str]) -> Masker {
        let mut masker = Masker::default();
        for secret in secrets {
            let start = text.find(secret).unwrap();
            masker.add(Span::new(start, start + secret.len()), secret);
        }
        masker
    }

    #[test]
    fn a_secret_is_masked_by_place_and_by_value() {
        let text = "pw: hunter22 # hunter22\nn: 7";
        let masker = masker(text, &["hunter22", "7"]);
        assert_eq!(
            masker.excerpt(text, Span::new(0, text.len())),
            format!("pw: {MASK} # {MASK}\nn: {MASK}")
        );
        assert_eq!(masker.mask("`hunter22` is 7"), format!("`{MASK}` is 7"));
    }

    #[test]
    fn a_part_that_begins_inside_a_secret_shows_none_of_it() {
        let text = "abcdefgh-rest";
        assert_eq!(
            masker(text, &["abcdefgh"]).excerpt(text, Span::new(3, 13)),
            format!("{MASK}-rest")
        );
    }

    #[test]
    fn secrets_that_overlap_go_as_one() {
        let masker = masker("abcdef cdefgh", &["abcdef", "cdefgh"]);
        assert_eq!(masker.mask("x abcdefgh y"), format!("x {MASK} y"));
    }

    #[test]
    fn a_secret_inside_another_does_not_leak_the_rest() {
        let masker = masker("password-long password", &["password-long", "password"]);
        assert_eq!(masker.mask("password-long"), MASK);
    }
}
