//! Code blocks whose backticks are on the lines of their text or of a sentence, as chats have them.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use crate::carry::line::lines_of;
use crate::carry::part::{Embedded, Escape};

/// What begins and ends a block.
const TICKS: &str = "```";

/// More blocks are those of a page, which has each on lines of its own.
const MOST: usize = 40;

/// The blocks between backticks of which not all are on lines of their own. `fences` is how many lines begin with them.
pub(super) fn glued(text: &str, fences: usize, search: Search<'_>) -> Option<Layer> {
    let marks: Vec<usize> = text.match_indices(TICKS).map(|(at, _)| at).take(MOST + 1).collect();
    let even = marks.len().is_multiple_of(2) && !marks.is_empty() && marks.len() <= MOST;
    if !even || !is_glued(text, fences, marks.len()) {
        return None;
    }
    let pairs = marks.chunks_exact(2);
    let blocks: Vec<Embedded> = pairs
        .filter_map(|pair| match pair {
            [open, close] => block(text, Span::new(open + TICKS.len(), *close)),
            _ => None,
        })
        .collect();
    let inner = search.readable(blocks)?;
    let at = Span::new(*marks.first()?, marks.first()? + TICKS.len());
    Some(Layer { wrapping: Wrapping::Fence, at, count: marks.len(), inner, sure: true })
}

/// Whether backticks follow something else on their line, and a text of several lines is between them.
fn is_glued(text: &str, fences: usize, marks: usize) -> bool {
    let behind = |line: &str| line.trim_start().find(TICKS).is_some_and(|at| at > 0);
    fences < marks && lines_of(text).any(|line| behind(line.content))
}

/// A block without the language that its first line may name.
fn block(text: &str, place: Span) -> Option<Embedded> {
    let inside = place.of(text);
    let (first, _) = inside.split_once('\n')?;
    let named = first.trim().chars().all(|c| c.is_ascii_alphanumeric());
    let start = place.start + if named { first.len() + 1 } else { 0 };
    let mut into = new(Some(""), Escape::Nothing);
    into.same(text, Span::new(start, place.end));
    if !into.text.ends_with('\n') {
        into.frame("\n", Span::at(place.end));
    }
    Some(into)
}
