//! What `git blame` prints before each line: the commit, who wrote it and when, the number of the line.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use crate::carry::line::lines_of;
use crate::carry::part::Escape;

/// A shorter word is not a commit.
const SHORTEST: usize = 7;

/// `--date=unix` and `--date=raw` write the seconds since 1970, which have at least so many digits.
const SECONDS: usize = 9;

pub(super) fn blame(text: &str) -> Option<Layer> {
    let mut inner = new(None, Escape::Nothing);
    let (mut count, mut at) = (0, Span::at(0));
    for line in lines_of(text).filter(|line| !line.is_blank()) {
        let end = line.start + before(line.content)?;
        if count == 0 {
            at = Span::new(line.start, end);
        }
        count += 1;
        inner.same(text, Span::new(end, line.start + line.whole.len()));
    }
    let inner = vec![inner];
    (count > 1).then_some(Layer { wrapping: Wrapping::LineNumbers, at, count, inner, sure: false })
}

/// The name of an author may have this many parentheses in it.
const MOST_CLOSED: usize = 8;

/// How long is what is before a line's own text: `a1b2c3d4 (Kim Doe 2025-07-03 10:42:11 +0200 12) `
fn before(line: &str) -> Option<usize> {
    let (commit, rest) = line.split_once([' ', '\t'])?;
    let digits = commit.trim_start_matches('^');
    let is_commit = digits.len() >= SHORTEST && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let mut closed = rest.match_indices(')').take(MOST_CLOSED);
    let (end, _) = closed.find(|(end, _)| rest.get(..*end).is_some_and(is_origin))?;
    let close = line.len() - rest.len() + end + 1;
    // `git annotate` has tabs, and no blank before the line.
    let blank = line.get(close..)?.starts_with(' ') && line.get(commit.len()..)?.starts_with(' ');
    is_commit.then_some(close + usize::from(blank))
}

/// Whether words end with a line's number, and say before it who wrote the line and when; or nothing, as with `-s`.
fn is_origin(words: &str) -> bool {
    let start = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_numbered = start.len() < words.len();
    let who = match start.strip_prefix('(') {
        Some(who) => Some(who),
        None => start.split_once(" (").map(|(_, who)| who),
    };
    is_numbered && who.map_or(start.trim().is_empty(), is_dated)
}

/// Whether a time or a day is among the words, as `--date` has them written.
fn is_dated(who: &str) -> bool {
    let is_day = |word: &str| {
        let mut parts = word.split('-');
        let mut number = |digits: usize| {
            parts.next().is_some_and(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))
        };
        number(4) && number(2) && number(2)
    };
    let is_seconds = |word: &str| word.len() >= SECONDS && word.bytes().all(|b| b.is_ascii_digit());
    let mut words = who.split_whitespace();
    who.contains(':')
        || words.any(|w| is_day(w) || is_seconds(w))
        || who.trim_end().ends_with(" ago")
}

#[cfg(test)]
mod tests {
    use super::blame;

    #[test]
    fn lines_are_found_after_who_wrote_them() {
        let first = "a1b2c3d4 (Kim Doe 2025-07-03 10:42:11 +0200 1) a {\n";
        let moved = "^a1b2c3d old/tfe.hcl (Kim 2025-07-03 10:42:11 +0200 2)   b (c)\n";
        let empty = "a1b2c3d4 (Kim Doe 2025-07-03 10:42:11 +0200 3)\n";
        let short = "a1b2c3d4 (Kim Doe 2025-07-03 4) }\n";
        let text = [first, moved, empty, short].concat();
        assert_eq!(blame(&text).unwrap().inner[0].text, "a {\n  b (c)\n\n}\n");
        assert!(blame(first).is_none());
        assert!(blame("deadbeef (see below)\ndeadbeef (see above)\n").is_none());
    }
    #[test]
    fn all_forms_of_a_date_are_known() {
        let forms = [
            "a1b2c3d4 (Kim (ops) 2025-07-03 10:42:11 +0200 N) ",
            "a1b2c3d4 old/tfe.hcl (Kim (a) (b) 2025-07-03 N) ",
            "a1b2c3d4 (Kim Doe 1751532131 N) ",
            "a1b2c3d4 (Kim Doe 1751532131 +0200 N) ",
            "a1b2c3d4 (Kim Doe 1 year, 2 months ago N) ",
            "a1b2c3d4\t(   Kim Doe\t2025-07-03 10:42:11 +0200\tN)",
            "a1b2c3d4 N) ",
            "a1b2c3d4  N) ",
        ];
        for form in forms {
            let line = |n: &str, own: &str| format!("{}{own}\n", form.replace('N', n));
            let text = [line("1", "a {"), line("2", "  b (c 3)"), line("3", "}")].concat();
            assert_eq!(blame(&text).unwrap().inner[0].text, "a {\n  b (c 3)\n}\n", "{form}");
        }
        assert!(blame("deadbeef (page 3)\ndeadbeef (page 4)\n").is_none());
        assert!(blame("deadbeef see 3) a\ndeadbeef see 4) b\n").is_none());
    }
}
