//! A mail that quotes a text and answers with another one: neither is a part of the other.

use text::Span;

use super::around::after;
use super::layer::{Layer, Wrapping, new};
use super::lines::Marks;
use super::search::Search;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};

const MARK: char = '>';

pub(super) fn reply(text: &str, search: Search<'_>) -> Option<Layer> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    if !lines.iter().any(is_quoted) || !answers_apart(&lines) {
        return None;
    }
    let (quoted, own): (Vec<Line<'_>>, Vec<Line<'_>>) = lines.iter().partition(|l| is_quoted(l));
    let (at, count) = (Span::new(quoted.first()?.start, quoted.first()?.start + 1), quoted.len());
    let quoted = unmarked(text, &quoted);
    let depth = quoted.text.lines().fold(0, |depth, line| after(line, depth));
    if depth > 0 || !search.is_readable(&quoted.text) {
        return None;
    }
    let mut answer = new(None, Escape::Nothing);
    for line in &own {
        answer.same(text, Span::new(line.start, line.start + line.whole.len()));
    }
    let inner = search.readable(vec![quoted, answer])?;
    Some(Layer { wrapping: Wrapping::QuoteMarks, at, count, inner, sure: false })
}

fn is_quoted(line: &Line<'_>) -> bool {
    line.content.starts_with(MARK)
}

/// Whether a blank line is before each answer: the rest of a quoted line that a mail program broke has none.
fn answers_apart(lines: &[Line<'_>]) -> bool {
    let mut pairs = lines.iter().zip(lines.iter().skip(1));
    pairs.all(|(line, next)| !is_quoted(line) || is_quoted(next) || next.is_blank())
}

/// The quoted lines without their marks.
fn unmarked(text: &str, lines: &[Line<'_>]) -> Embedded {
    let marks = Marks::of(lines, MARK);
    let mut inner = new(Some(if marks.blank { "> " } else { ">" }), Escape::Nothing);
    for line in lines {
        inner.same(text, marks.body(line));
        inner.same(text, Span::new(line.span().end, line.start + line.whole.len()));
    }
    inner
}

#[cfg(test)]
mod tests {
    use super::super::layer::Layer;
    use super::super::search::{Budget, Look, Search};

    fn texts(text: &str) -> Vec<String> {
        let look = Look::with(|text| text.starts_with("path"));
        let budget = Budget::of(text);
        let layer: Option<Layer> = super::reply(text, Search::new(look, |_, _| None, &budget));
        layer.into_iter().flat_map(|l| l.inner).map(|inner| inner.text).collect()
    }

    #[test]
    fn what_is_quoted_and_what_answers_are_two_texts() {
        let (quoted, own) = ("path \"a\" {\n}\n", "path \"b\" {\n}\n");
        assert_eq!(texts("> path \"a\" {\n> }\n\npath \"b\" {\n}\n").len(), 1);
        assert_eq!(texts("path \"b\" {\n}\n> path \"a\" {\n> }\n"), [quoted, own]);
        assert_eq!(texts("> path \"a\" {\n\nwhy?\n\n> }\n"), [quoted]);
        assert!(texts("> path \"a\" {\n  b = 1\n> }\n").is_empty());
        assert!(texts("> path \"a\" {\n\nwhy?\n").is_empty());
    }
}
