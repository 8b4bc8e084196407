use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Included, Unbounded};

use crate::Span;

/// What stands in place of a secret, whatever its length.
pub const MASK: &str = "••••••••";

/// Longer values are known by pieces of this many bytes.
const PIECE: usize = 64;
/// So many bytes of a secret are recognised where only a part of it is shown.
const GRAM: usize = 8;
/// So many parts are remembered; beyond that only whole pieces are.
const MOST_GRAMS: usize = 1 << 17;
/// Shorter values are looked for only where they stand in quotes by themselves: anywhere else they
/// would hide half of every sentence.
const SHORT: usize = 4;
/// `-----BEGIN ` in base64.
const PEM: &str = "LS0tLS1CRUdJTi";
/// The name of a program that messages tell people to run: there it is no secret.
const COMMAND: &str = "base64";
/// The same where YAML takes only letters.
pub const LETTERS: &str = "xxxxxxxx";
/// What a value may not begin with in YAML, unless it is quoted.
const SIGNS: [char; 10] = ['!', '&', '*', '%', '@', '{', '[', '|', '>', '#'];
/// No word of a sentence is as long as that.
const WORD: usize = 20;

/// Puts [`MASK`] over the secrets of a text wherever they appear in what is shown of it.
///
/// It knows where the secrets stand and what they are. Every message, excerpt and report goes
/// through [`Masker::mask`] or [`Masker::excerpt`].
#[derive(Clone, Debug, Default)]
pub struct Masker {
    values: BTreeSet<String>,
    /// The first bytes of the values: most places of a sentence are done with these.
    starts: BTreeSet<[u8; SHORT]>,
    grams: BTreeSet<[u8; GRAM]>,
    /// Start and end of each place; no two touch.
    places: BTreeMap<usize, usize>,
}

impl Masker {
    /// Remembers a secret: its place in the text and its value.
    pub fn add(&mut self, span: Span, value: &str) {
        self.add_place(span);
        self.add_value(value);
    }

    /// Remembers a place where a secret stands.
    pub fn add_place(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        let (mut start, mut end) = (span.start, span.end);
        // Those that touch it become one with it.
        while let Some((&from, &to)) = self.places.range(..=end).next_back() {
            if to < start {
                break;
            }
            self.places.remove(&from);
            (start, end) = (start.min(from), end.max(to));
        }
        self.places.insert(start, end);
    }

    /// Remembers the value of a secret, to be found in what is said.
    pub fn add_value(&mut self, value: &str) {
        let mut rest = value;
        while rest.len() > PIECE {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
            self.add_piece(piece);
            rest = after;
        }
        // The last piece is as long as the others, so that its end is not a short word.
        let last = value.ceil_char_boundary(value.len().saturating_sub(PIECE));
        self.add_piece(value.get(last..).unwrap_or(rest));
        for word in value.split_whitespace().filter(|word| !word.starts_with("TFE_")) {
            // Every key in base64 of PEM begins like every certificate.
            let from = if word.starts_with(PEM) { PIECE.min(word.len()) } else { 0 };
            let word = word.get(from..).unwrap_or_default();
            for gram in word.as_bytes().windows(GRAM) {
                if self.grams.len() < MOST_GRAMS && is_telling(gram) {
                    self.grams.extend(gram.first_chunk::<GRAM>());
                }
            }
        }
    }

    fn add_piece(&mut self, piece: &str) {
        if piece.is_empty() {
            return;
        }
        self.starts.extend(piece.as_bytes().first_chunk::<SHORT>());
        self.values.insert(piece.to_owned());
    }

    /// Remembers the values of another text's secrets, too.
    pub fn extend(&mut self, other: Self) {
        self.values.extend(other.values);
        self.starts.extend(other.starts);
        self.grams.extend(other.grams);
    }

    /// The same secrets, each at another place, or at none.
    pub fn moved(mut self, to: impl Fn(Span) -> Option<Span>) -> Self {
        let places = std::mem::take(&mut self.places);
        for (start, end) in places {
            to(Span::new(start, end)).into_iter().for_each(|span| self.add_place(span));
        }
        self
    }

    /// Remembers the secrets of a part of this text, by value and by place.
    pub fn join(&mut self, part: Self) {
        for (start, end) in &part.places {
            self.add_place(Span::new(*start, *end));
        }
        self.extend(part);
    }

    /// The places where secrets stand, in order.
    pub fn places(&self) -> impl Iterator<Item = Span> {
        self.places.iter().map(|(start, end)| Span::new(*start, *end))
    }

    /// Whether no secret is known.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.values.is_empty()
    }

    /// A sentence about the text, with the secrets' values masked. A value that is a common word
    /// is masked where the sentence quotes something; elsewhere it is a word of the sentence.
    pub fn mask(&self, said: &str) -> String {
        cover(said, &self.found(said, true))
    }

    /// The user's own words: a name, a reason, a line of a text. Every value is masked in them.
    pub fn mask_own(&self, own: &str) -> String {
        cover(own, &self.found(own, false))
    }

    /// A part of the text itself, with every secret in it masked by its place and by its value.
    pub fn excerpt(&self, text: &str, part: Span) -> String {
        let mut out = String::new();
        let mut done = part.start;
        for hidden in self.hidden(text, part) {
            out.push_str(Span::new(done, hidden.start).of(text));
            out.push_str(MASK);
            done = hidden.end;
        }
        out.push_str(Span::new(done, part.end).of(text));
        out
    }

    /// The whole text with every secret in it masked. One after a sign that YAML reads keeps the sign, and becomes
    /// letters, with which YAML reads the sign as before: what is wrong because of it stays wrong.
    pub fn shaped(&self, text: &str) -> String {
        let mut out = String::new();
        let mut done = 0;
        for hidden in self.hidden(text, Span::new(0, text.len())) {
            let before = Span::new(done, hidden.start).of(text);
            let sign = hidden.of(text).chars().next().filter(|c| SIGNS.contains(c));
            out.push_str(before);
            match sign.filter(|_| !before.ends_with(is_quote)) {
                Some(sign) => {
                    out.push(sign);
                    out.push_str(LETTERS);
                }
                None => out.push_str(MASK),
            }
            done = hidden.end;
        }
        out.push_str(Span::new(done, text.len()).of(text));
        out
    }

    /// What is hidden of a part of the text, in order.
    fn hidden(&self, text: &str, part: Span) -> Vec<Span> {
        let before = self.places.range(..part.start).next_back();
        let inside = self.places.range(part.start..part.end);
        let places = before.into_iter().chain(inside);
        let mut all: Vec<Span> = places
            .map(|(start, end)| Span::new(*start, *end))
            .filter(|place| place.overlaps(part))
            .map(|place| Span::new(place.start.max(part.start), place.end.min(part.end)))
            .collect();
        let values = self.found(part.of(text), false);
        all.extend(values.into_iter().map(|span| span.shifted(part.start)));
        crate::sort_by_key(&mut all, |span| *span);
        let mut joined = Vec::new();
        all.into_iter().for_each(|span| push(&mut joined, span));
        joined
    }

    /// Where values stand in what is said, in order and apart from each other.
    fn found(&self, said: &str, sentence: bool) -> Vec<Span> {
        let mut found = Vec::new();
        if self.values.is_empty() {
            return found;
        }
        let mut code = false;
        for (at, byte) in said.bytes().enumerate() {
            code ^= byte == b'`';
            let end = self.value_at(said, at, sentence && !code);
            let command = |end: usize| {
                let word = said.get(at..end);
                sentence && word.is_some_and(|word| word.eq_ignore_ascii_case(COMMAND))
            };
            if let Some(end) = end.filter(|end| !command(*end)) {
                push(&mut found, Span::new(at, end));
            }
            let new = found.last().is_none_or(|last: &Span| last.end < at + GRAM);
            if new && self.gram_at(said, at) {
                push(&mut found, word_around(said, Span::new(at, at + GRAM)));
            }
        }
        found
    }

    fn gram_at(&self, said: &str, at: usize) -> bool {
        let rest = said.as_bytes().get(at..).and_then(|rest| rest.first_chunk::<GRAM>());
        !self.grams.is_empty() && rest.is_some_and(|gram| self.grams.contains(gram))
    }

    /// The end of the longest value that stands at a place.
    fn value_at(&self, said: &str, at: usize, prose: bool) -> Option<usize> {
        self.long_at(said, at, prose).or_else(|| self.short_at(said, at))
    }

    fn long_at(&self, said: &str, at: usize, prose: bool) -> Option<usize> {
        let rest = said.get(at..)?;
        if !rest.as_bytes().first_chunk().is_some_and(|start| self.starts.contains(start)) {
            return None;
        }
        let longest = rest.get(..rest.floor_char_boundary(PIECE))?;
        // The values that the rest begins with are the greatest ones that are not above it.
        let mut head = longest;
        loop {
            let below = self.values.range::<str, _>((Unbounded, Included(head))).next_back()?;
            if head.starts_with(below.as_str()) {
                if counts(said, Span::new(at, at + below.len()), prose) {
                    return Some(at + below.len());
                }
                head = below.get(..below.floor_char_boundary(below.len().checked_sub(1)?))?;
            } else {
                let same = head.bytes().zip(below.bytes()).take_while(|(a, b)| a == b).count();
                head = head.get(..head.floor_char_boundary(same))?;
            }
        }
    }

    /// The end of a value of a few characters that stands between quotes by itself.
    fn short_at(&self, said: &str, at: usize) -> Option<usize> {
        let quote = said.get(..at)?.chars().next_back().filter(|c| is_quote(*c))?;
        let near = said.get(at..)?;
        let end = near.bytes().take(SHORT).position(|b| char::from(b) == quote)?;
        self.values.contains(near.get(..end)?).then_some(at + end)
    }
}

/// Whether a value that stands somewhere is the secret, and not a word that looks like it.
fn counts(said: &str, at: Span, prose: bool) -> bool {
    let value = at.of(said);
    if !(SHORT..WORD).contains(&value.len()) {
        return value.len() >= WORD;
    }
    let one_case = |c: fn(&u8) -> bool| value.bytes().all(|b| c(&b) || matches!(b, b'-' | b'_'));
    let word = one_case(u8::is_ascii_lowercase) || one_case(u8::is_ascii_uppercase);
    if !word && !one_case(u8::is_ascii_digit) {
        return true;
    }
    let before = said.get(..at.start).and_then(|t| t.chars().next_back());
    let after = said.get(at.end..).and_then(|t| t.chars().next());
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let quoted = before.is_some_and(is_quote);
    !inside(before) && !inside(after) && (quoted || !prose || !word)
}

const fn is_quote(c: char) -> bool {
    matches!(c, '`' | '"' | '\'' | '“' | '‘')
}

/// Whether a few bytes can only be of a secret: words and names of our sentences have no digits and
/// signs between letters, and no capitals inside.
fn is_telling(gram: &[u8]) -> bool {
    let letter = gram.iter().any(|b| b.is_ascii_alphabetic() || !b.is_ascii());
    let sign = |b: &u8| b.is_ascii_digit() || b"!#$%&*+=?@^~|\\".contains(b);
    let capital =
        |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
    letter && (gram.iter().any(sign) || gram.windows(2).any(capital))
}

/// The whole word around a part of it; the part alone where that is longer than words are, as base64 is.
fn word_around(said: &str, part: Span) -> Span {
    let part = Span::new(said.floor_char_boundary(part.start), said.ceil_char_boundary(part.end));
    let before = said.get(..part.start).unwrap_or_default().chars().rev();
    let after = said.get(part.end..).unwrap_or_default().chars();
    let before: usize =
        before.take(PIECE).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let after: usize =
        after.take(PIECE).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    if before + after >= PIECE { part } else { Span::new(part.start - before, part.end + after) }
}

/// Adds a span that does not begin before the last one began, or makes the last one longer.
fn push(spans: &mut Vec<Span>, mut span: Span) {
    while let Some(last) = spans.pop_if(|last| last.end >= span.start) {
        span = last.cover(span);
    }
    spans.push(span);
}

fn cover(said: &str, hidden: &[Span]) -> String {
    let mut out = String::new();
    let mut done = 0;
    for span in hidden {
        out.push_str(Span::new(done, span.start).of(said));
        out.push_str(MASK);
        done = span.end;
    }
    out.push_str(Span::new(done, said.len()).of(said));
    out
}

#[cfg(test)]
mod tests;
