//! Code blocks whose marks are on the lines of their text or of a sentence, as chats and tickets have them.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::marks::is_fence;
use super::search::Search;
use crate::carry::line::lines_of;
use crate::carry::part::{Embedded, Escape};

/// What begins and what ends a block.
const MARKS: [[&str; 2]; 4] =
    [["```", "```"], ["[code]", "[/code]"], ["{code}", "{code}"], ["{noformat}", "{noformat}"]];

/// More blocks are those of a page, which has each on lines of its own.
const MOST: usize = 40;

/// The blocks between marks of which not all are on lines of their own. `fences` is how many lines are one.
pub(super) fn glued(text: &str, fences: usize, search: Search<'_>) -> Option<Layer> {
    MARKS.into_iter().find_map(|signs| between(text, signs, fences, search))
}

fn between(text: &str, signs: [&str; 2], fences: usize, search: Search<'_>) -> Option<Layer> {
    let marks = places(text, signs);
    let even = marks.len().is_multiple_of(2) && !marks.is_empty() && marks.len() <= MOST;
    if !even || fences >= marks.len() || !is_glued(text, signs) {
        return None;
    }
    let pairs = marks.chunks_exact(2);
    let blocks: Vec<Embedded> = pairs
        .filter_map(|pair| match pair {
            [open, close] => block(text, Span::new(open.end, close.start)),
            _ => None,
        })
        .collect();
    let inner = search.readable(blocks)?;
    let at = *marks.first()?;
    Some(Layer { wrapping: Wrapping::Fence, at, count: marks.len(), inner, sure: true })
}

/// The places of marks that begin and end blocks, in turn.
fn places(text: &str, [open, close]: [&str; 2]) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    while all.len() <= MOST {
        let sign = if all.len().is_multiple_of(2) { open } else { close };
        let from = all.last().map_or(0, |last| last.end);
        let Some(at) = text.get(from..).and_then(|rest| rest.find(sign)) else { break };
        all.push(Span::new(from + at, from + at + sign.len()));
    }
    all
}

/// Whether a mark shares its line with something else.
fn is_glued(text: &str, signs: [&str; 2]) -> bool {
    let shared = |line: &str| signs.iter().any(|sign| line.contains(sign)) && !is_fence(line);
    lines_of(text).any(|line| shared(line.content))
}

/// A block of several lines, without the language that its first line may name.
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
