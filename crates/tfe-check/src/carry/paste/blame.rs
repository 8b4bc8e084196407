//! What `git blame` prints before each line: the commit, who wrote it and when, the number of the line.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use crate::carry::line::lines_of;
use crate::carry::part::Escape;

/// A shorter word is not a commit.
const SHORTEST: usize = 7;

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

/// How long is what is before a line's own text: `a1b2c3d4 (Kim Doe 2025-07-03 10:42:11 +0200 12) `
fn before(line: &str) -> Option<usize> {
    let (commit, rest) = line.split_once(' ')?;
    let digits = commit.trim_start_matches('^');
    let is_commit = digits.len() >= SHORTEST && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let (who, _) =
        rest.strip_prefix('(').or(rest.split_once(" (").map(|(_, who)| who))?.split_once(')')?;
    let number = who.rsplit(' ').next().unwrap_or_default();
    let is_numbered = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let close = line.find(')')? + 1;
    let blank = line.get(close..).is_some_and(|own| own.starts_with(' '));
    (is_commit && is_numbered && is_dated(who)).then_some(close + usize::from(blank))
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
    who.contains(':') || who.split(' ').any(is_day)
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
}
