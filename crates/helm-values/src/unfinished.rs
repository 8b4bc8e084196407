//! A text that ends in the middle: what is open where it ends, and what would close it.

use text::Span;

use crate::events::{Failure, read};
use crate::line::indent;
use text::line_start;

use crate::shape::line_end;
use crate::source::{Source, pieces};

/// So many brackets and quotes are closed at most, in a text of at most so many bytes altogether.
const ROUNDS: usize = 24;
const BYTES: usize = 16 << 20;

/// What is unfinished at the end of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The last line's part of the last entry, which is not whole.
    pub span: Span,
    /// Where that entry begins; before `span` where a quote was opened on an earlier line.
    pub from: usize,
    /// The quotes and brackets that are missing, in the order in which they close.
    pub missing: Vec<char>,
    /// The text with them; where the last line is a part of a key, the text without that line.
    pub closed: String,
}

/// Whether a text ends in quotes, in brackets or in a key, as one does that was cut off. What a
/// later line closes, or what swallows keys below it, was forgotten rather than cut off; so was a
/// quote or a bracket on the last line where a line end follows it.
pub fn unfinished(text: &str) -> Option<Unfinished> {
    let shown = text.trim_end();
    let last = line_start(shown, shown.len());
    let ended = shown.len() < text.len() && text.get(shown.len()..)?.contains('\n');
    let mut missing: Vec<char> = Vec::new();
    let (mut outermost, mut innermost) = (shown.len(), None);
    loop {
        let closed = with(shown, &missing);
        let Err(failure) = reads(&closed) else { break };
        if missing.len() >= ROUNDS || (missing.len() + 1) * text.len() > BYTES {
            return None;
        }
        if missing.len() < 2 && is_part_of_a_key(&failure, shown, last) {
            return (!ended).then(|| without(text, shown, last, missing));
        }
        let (open, at) = open_at_the_end(&closed, shown.len(), &failure)?;
        outermost = outermost.min(at);
        innermost = innermost.or(Some(at));
        missing.push(open);
    }
    let one_line = line_start(shown, outermost) == last;
    let forgotten = ended && one_line && !shown.ends_with(['{', '[', ',']);
    if missing.is_empty() || forgotten || swallows_keys(shown, outermost) {
        return None;
    }
    let quoted = missing.first().is_some_and(|c| matches!(c, '"' | '\''));
    let inside = innermost.filter(|_| quoted).unwrap_or(shown.len());
    let before = shown.get(..inside).and_then(|t| t.rfind(['\n', ',', '{', '[']));
    let from = before.map_or(0, |at| at + 1);
    let start = from.max(last);
    let lead = shown.get(start..)?.len() - shown.get(start..)?.trim_start().len();
    let tail = text.get(shown.len()..).unwrap_or_default();
    Some(Unfinished {
        span: Span::new(start + lead, shown.len()),
        from,
        closed: with(shown, &missing) + tail,
        missing,
    })
}

/// The text with what is missing after it, on a line of its own where a comment ends it.
fn with(shown: &str, missing: &[char]) -> String {
    let quoted = missing.first().is_some_and(|c| matches!(c, '"' | '\''));
    let last = shown.get(line_start(shown, shown.len())..).unwrap_or_default();
    let comment = !quoted && (last.trim_start().starts_with('#') || last.contains(" #"));
    let mut closed = shown.to_owned();
    let apart = match comment {
        true => Some('\n'),
        // A key in brackets ends at a blank.
        false => Some(' ').filter(|_| !quoted && shown.ends_with(':')),
    };
    closed.extend(apart.filter(|_| !missing.is_empty()));
    closed.extend(missing);
    closed
}

/// Reads the last document of a text.
fn reads(text: &str) -> Result<(), Failure> {
    let source = Source::new(text);
    let piece = pieces(&source.work).pop().unwrap_or_default();
    read(piece.of(&source.work), |_| ()).map_err(|failure| Failure {
        at: failure.at + piece.start + source.shift,
        since: failure.since + piece.start + source.shift,
        ..failure
    })
}

/// The bracket or quote that is missing at the end of a text, and where it was opened.
fn open_at_the_end(closed: &str, end: usize, failure: &Failure) -> Option<(char, usize)> {
    if failure.context == "while scanning a quoted scalar" {
        let quote = closed.get(failure.since..)?.chars().next()?;
        let at_end = failure.problem.contains("end of stream") || failure.at >= end;
        return (at_end && matches!(quote, '"' | '\'')).then_some((quote, failure.since));
    }
    // Nothing but the brackets that were put there may stand after the place.
    if failure.at < end {
        return None;
    }
    match failure.context {
        "while parsing a flow mapping" => Some(('}', failure.since)),
        "while parsing a flow sequence" => Some((']', failure.since)),
        // A value or an item is expected; with one the reader says what it is in.
        "while parsing a flow node" if end == closed.len() => {
            let failure = reads(&format!("{closed}\n x")).err()?;
            (failure.context != "while parsing a flow node")
                .then(|| open_at_the_end(closed, end, &failure))?
        }
        _ => None,
    }
}

/// Whether the reader stopped as the last line is a word without a colon.
fn is_part_of_a_key(failure: &Failure, shown: &str, last: usize) -> bool {
    let word = shown.get(last..).unwrap_or_default().trim_start();
    failure.problem == "could not find expected ':'"
        && failure.since >= last
        && word.trim_start_matches(['"', '\'']).chars().all(is_letter_of_a_key)
}

fn is_letter_of_a_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')
}

fn without(text: &str, shown: &str, last: usize, missing: Vec<char>) -> Unfinished {
    let line = shown.get(last..).unwrap_or_default();
    Unfinished {
        span: Span::new(last + indent(line), shown.len()),
        from: last,
        missing,
        closed: text.get(..last).unwrap_or_default().to_owned(),
    }
}

/// Whether a line after an open quote or bracket begins with a key that is not deeper than the
/// line it was opened on.
fn swallows_keys(shown: &str, open: usize) -> bool {
    let start = line_start(shown, open);
    let depth = indent(shown.get(start..).unwrap_or_default());
    let mut at = line_end(shown, open);
    while at < shown.len() {
        let end = line_end(shown, at);
        let line = shown.get(at..end).unwrap_or_default();
        let word = line.trim_start().trim_start_matches(['"', '\'']);
        let name = word.trim_start_matches(is_letter_of_a_key);
        let colon = name.trim_start_matches(['"', '\'']);
        let key = name.len() < word.len()
            && (colon.trim_end() == ":" || colon.starts_with(": ") || colon.starts_with(":\t"));
        if key && indent(line) <= depth {
            return true;
        }
        at = end;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Option<(String, String)> {
        let found = unfinished(text)?;
        Some((found.span.of(text).to_owned(), found.missing.into_iter().collect()))
    }

    #[test]
    fn what_is_open_at_the_end_is_named() {
        for (text, last, missing) in [
            ("a: \"b", "a: \"b", "\""),
            ("a: 1\nb:\n  c: 'it''s", "c: 'it''s", "'"),
            ("a: [x, y", "y", "]"),
            ("a: [x, y,", "", "]"),
            ("a: [", "", "]"),
            ("a: [\n", "", "]"),
            ("a: [{b:", "b:", "}]"),
            ("a: {b: [c", "c", "]}"),
            ("{\"a\": {\"b\": \"c", "\"b\": \"c", "\"}}"),
            ("{\"a\": {\"b\":", "\"b\":", "}}"),
            ("{\n  \"a\": {\n    \"b\": 1,\n    \"c\n", "\"c", "\"}}"),
            ("{\n  \"a\": {\n    \"b\": 1\n  },\n", "", "}"),
            ("a: [x, # y", "# y", "]"),
            ("a: '{\n    \"b\": \"c\",\n    \"d\": \"e", "\"d\": \"e", "'"),
            ("a: 1\nTFE_HOST", "TFE_HOST", ""),
            ("a:\n  b: 1\n  \"TFE_HO", "\"TFE_HO", "\""),
            ("a: 1\n---\nb: [", "", "]"),
        ] {
            assert_eq!(cut(text), Some((last.to_owned(), missing.to_owned())), "{text:?}");
        }
    }

    #[test]
    fn closed_it_reads() {
        let text = "x: 1\ny: {\n  a: [b, \"c\n";
        let found = unfinished(text).unwrap();
        assert_eq!(found.closed, "x: 1\ny: {\n  a: [b, \"c\"]}\n");
        assert_eq!(unfinished("x: 1\r\ny").unwrap().closed, "x: 1\r\n");
        assert_eq!(unfinished(&found.closed), None);
    }

    #[test]
    fn what_was_forgotten_is_not_cut_off() {
        for text in [
            "",
            "a: b",
            "a: \"b\n",
            "a: [b\n",
            "a: \"b\nc: d",
            "a: [b\nc: d",
            "a: {\nb: c\n",
            "a: b c\nd e",
            "a: 1\nb\n",
            "a: 1\nb c",
            "a: b\n c: d",
            "a: @b",
            "a: ]",
            "a: [b}",
            "a: \"b\\q\"",
        ] {
            assert_eq!(unfinished(text), None, "{text:?}");
        }
    }

    #[test]
    fn deep_nesting_is_given_up() {
        assert_eq!(unfinished(&"[".repeat(5000)), None);
        assert!(unfinished(&"[".repeat(20)).is_some());
    }
}
