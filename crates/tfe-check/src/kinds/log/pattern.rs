//! Whether a pattern matches at a place.

use text::Span;

use super::prefix;
use super::table::Piece;

/// How far a gap on one line may reach.
const LINE_GAP: usize = 400;
/// How far a gap in one entry may reach.
const ENTRY_GAP: usize = 800;
/// How many places after a gap are tried.
const TRIES: usize = 8;

/// Quotes, as programs and those who pass their output on write them: a table doubles them, a page gives them names, and
/// mail makes them round.
const QUOTES: [&str; 14] =
    ["\"\"", "\"", "'", "&quot;", "&#34;", "&#39;", "&#x27;", "“", "”", "„", "‘", "’", "«", "»"];

/// Where a pattern matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// One past its last byte.
    pub end: usize,
    /// What it is about.
    pub subject: Option<Span>,
}

/// A text in which patterns are looked for: an entry of a log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Within<'t> {
    /// The whole text.
    pub text: &'t str,
    /// One past the last byte of the entry.
    pub end: usize,
    /// Upper and lower case are the same.
    pub any_case: bool,
}

impl<'t> Within<'t> {
    /// Matches pieces that begin at a place.
    pub(crate) fn at(self, pieces: &[Piece], at: usize) -> Option<Match> {
        let Some((piece, rest)) = pieces.split_first() else {
            return Some(Match { end: at, subject: None });
        };
        match piece {
            Piece::Text(words) => self.at(rest, self.text_at(words, at)?),
            Piece::Quote => self.at(rest, self.past_quote(at)),
            Piece::Number => self.at(rest, self.past(at, |c| c.is_ascii_digit())?),
            Piece::Word => self.at(rest, self.past_word(at)?),
            Piece::Subject => {
                let end = self.past_word(at)?;
                let found = self.at(rest, end)?;
                Some(Match { subject: Some(self.bare(Span::new(at, end))), ..found })
            }
            Piece::Line => self.after_gap(rest, at, self.line_end(at, LINE_GAP)),
            Piece::Entry => self.after_gap(rest, at, self.bound(at + ENTRY_GAP)),
            Piece::Break => self.at(rest, self.past_break(at)),
            Piece::Edge => {
                let next = self.rest(at).chars().next();
                let is_edge = !next.is_some_and(|c| c.is_alphanumeric() || c == '_');
                if is_edge { self.at(rest, at) } else { None }
            }
        }
    }

    fn text_at(self, words: &str, at: usize) -> Option<usize> {
        let end = at + words.len();
        let here = self.text.get(at..end).filter(|_| end <= self.end)?;
        let is_same = if self.any_case { here.eq_ignore_ascii_case(words) } else { here == words };
        is_same.then_some(end)
    }

    fn past_quote(self, at: usize) -> usize {
        let rest = self.rest(at);
        let bare = rest.trim_start_matches('\\');
        let mark = QUOTES.iter().find_map(|mark| bare.strip_prefix(mark));
        at + rest.len() - mark.unwrap_or(bare).len()
    }

    fn past_break(self, at: usize) -> usize {
        let rest = self.rest(at);
        let mut left = without_breaks(rest);
        let mut before = rest.len() + 1;
        // Compose repeats its prefix on blank lines, too, and a record ends before the next one begins.
        while left.len() < before {
            before = left.len();
            left = without_breaks(prefix::without_prefix(without_end_of_record(left)));
        }
        at + rest.len() - left.len()
    }

    fn past(self, at: usize, is_part: fn(char) -> bool) -> Option<usize> {
        let rest = self.rest(at);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        (end > 0).then_some(at + end)
    }

    /// A word ends before a quote, also before one that a page calls by its name.
    fn past_word(self, at: usize) -> Option<usize> {
        let end = self.past(at, is_of_a_word)?;
        let word = self.text.get(at..end)?;
        let named =
            ["&quot;", "&#34;", "&#39;", "&#x27;"].iter().filter_map(|mark| word.find(mark));
        named.min().map_or(Some(end), |cut| (cut > 0).then_some(at + cut))
    }

    /// A word ends before the punctuation of the sentence that it is in.
    fn bare(self, word: Span) -> Span {
        let text = word.of(self.text);
        Span::new(word.start, word.start + text.trim_end_matches(['.', ':', ';', ',']).len())
    }

    /// Tries what follows a gap at the next places of its first text.
    fn after_gap(self, rest: &[Piece], at: usize, end: usize) -> Option<Match> {
        let Some(Piece::Text(words)) = rest.first() else { return self.at(rest, at) };
        let mut from = at;
        for _ in 0..TRIES {
            let gap = self.text.get(from..end)?;
            from += if self.any_case { find_any_case(gap, words) } else { gap.find(words) }?;
            if let Some(found) = self.at(rest, from) {
                return Some(found);
            }
            from += words.len();
        }
        None
    }

    fn line_end(self, at: usize, most: usize) -> usize {
        let end = self.bound(at + most);
        let gap = self.text.get(at..end).unwrap_or("");
        gap.find('\n').map_or(end, |line| at + line)
    }

    fn bound(self, at: usize) -> usize {
        self.text.floor_char_boundary(at.min(self.end))
    }

    fn rest(self, at: usize) -> &'t str {
        self.text.get(at..self.end).unwrap_or("")
    }
}

/// What comes after blanks, line breaks and tabs, as they are or as in JSON.
fn without_breaks(text: &str) -> &str {
    let mut left = text.trim_start();
    loop {
        let escape = left.trim_start_matches('\\');
        let is_escape = escape.len() < left.len();
        match escape.strip_prefix(['n', 't', 'r']).filter(|_| is_escape) {
            Some(after) => left = after.trim_start(),
            None => return left,
        }
    }
}

/// What comes after the end of a record that is on a line of its own.
fn without_end_of_record(text: &str) -> &str {
    let line = text.split('\n').next().unwrap_or("");
    let is_end = prefix::end_of_record(line).is_some();
    if is_end { text.get(line.len()..).unwrap_or("") } else { text }
}

fn find_any_case(gap: &str, words: &str) -> Option<usize> {
    gap.to_ascii_lowercase().find(&words.to_ascii_lowercase())
}

fn is_of_a_word(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(c, '"' | '\'' | '\\' | '`' | ',' | ')' | ']' | '}' | '“' | '”' | '‘' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;
    use Piece::{Edge, Entry, Line, Number, Quote, Subject, Text, Word};

    fn matches(pieces: &[Piece], text: &str) -> Option<String> {
        let within = Within { text, end: text.len(), any_case: false };
        let found = within.at(pieces, 0)?;
        Some(found.subject.map_or(String::new(), |s| s.of(text).to_owned()))
    }

    #[test]
    fn quotes_may_be_escaped_or_left_out() {
        let pieces = [Text("claim "), Quote, Text("sub"), Quote, Text(" does")];
        for text in ["claim sub does", "claim \"sub\" does", r#"claim \\\"sub\\\" does"#] {
            assert_eq!(matches(&pieces, text).as_deref(), Some(""), "{text}");
        }
        assert_eq!(matches(&pieces, "claim xsub does"), None);
    }

    #[test]
    fn a_subject_ends_before_punctuation() {
        let pieces = [Text("URL: "), Word, Text(" "), Subject];
        let found = matches(&pieces, "URL: GET https://vault:8200/v1/sys/mounts.\nCode");
        assert_eq!(found.as_deref(), Some("https://vault:8200/v1/sys/mounts"));
    }

    #[test]
    fn gaps_end_with_their_line() {
        let line = [Text("FATAL:"), Line, Text("failed")];
        assert!(matches(&line, "FATAL:  login failed").is_some());
        assert!(matches(&line, "FATAL:  login\nfailed").is_none());
        let entry = [Text("FATAL:"), Entry, Text("failed")];
        assert!(matches(&entry, "FATAL:  login\nfailed").is_some());
        let far = format!("FATAL:{}failed", " ".repeat(ENTRY_GAP));
        assert!(matches(&entry, &far).is_none());
    }

    #[test]
    fn what_follows_a_gap_is_tried_at_several_places() {
        let pieces = [Text("got "), Line, Text("code "), Number, Edge];
        assert!(matches(&pieces, "got code x, code 13").is_some());
        assert!(matches(&pieces, "got code x, code 13a").is_none());
    }
}
