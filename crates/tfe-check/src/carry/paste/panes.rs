//! Two texts side by side with a bar between them, as programs that share a terminal show them.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::lines::MARKS;
use super::search::Search;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};

/// The bars.
const BARS: [char; 3] = ['│', '┃', '║'];

/// Fewer lines show no bar.
const FEWEST: usize = 3;

/// The texts on the two sides of a bar.
pub(super) fn panes(text: &str, search: Search<'_>) -> Option<Layer> {
    let bar = BARS.into_iter().find(|bar| text.contains(*bar))?;
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let place = |line: &Line<'_>| line.content.find(bar);
    let column =
        |line: &Line<'_>| line.content.get(..place(line)?).map(|left| left.chars().count());
    let filled = || lines.iter().filter(|line| !line.is_blank());
    let first = filled().find_map(column).filter(|column| *column > 0)?;
    let (count, moved) = (filled().count(), filled().filter(|l| column(l) != Some(first)).count());
    let marked = |line: &Line<'_>| {
        line.content.trim_start().starts_with(MARKS) && column(line) != Some(first)
    };
    // A change moves the bar of its line, and a prompt has none.
    if count < FEWEST || moved * 4 > count || filled().any(marked) {
        return None;
    }
    let (mut left, mut right) = (new(None, Escape::Nothing), new(None, Escape::Nothing));
    for line in &lines {
        let Some(at) = place(line) else {
            left.same(text, Span::new(line.start, line.start + line.whole.len()));
            continue;
        };
        let (before, behind) = (line.content.get(..at)?, line.content.get(at + bar.len_utf8()..)?);
        let end = line.start + line.content.len();
        add(text, line, Span::new(line.start, line.start + before.trim_end().len()), &mut left);
        let start = end - behind.strip_prefix(' ').unwrap_or(behind).len();
        let end = end - (behind.len() - behind.trim_end().len()).min(end - start);
        add(text, line, Span::new(start, end), &mut right);
    }
    let inner = search.readable(vec![left, right])?;
    let at = inner.first()?.outer_span(Span::at(0));
    let count = inner.len();
    Some(Layer { wrapping: Wrapping::Output, at, count, inner, sure: true })
}

/// Adds a line of one of the texts.
fn add(text: &str, line: &Line<'_>, own: Span, into: &mut Embedded) {
    into.same(text, own);
    into.frame("\n", Span::at(line.span().end));
}
