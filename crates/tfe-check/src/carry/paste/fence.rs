//! Code blocks of Markdown and of ticket systems, with or without sentences around them.

use std::ops::Range;

use text::Span;

use super::layer::{Layer, Wrapping, new};
pub(super) use super::marks::is_fence;
use super::marks::{LANGUAGES, closes};
use super::search::Search;
use super::{around, glued, stretch};
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs;

/// One of these is in every text with a block.
const MARKS: [&str; 11] = [
    "{{<",
    "{%",
    "`",
    "~~~",
    "{code",
    "{noformat",
    "[code",
    "[/code",
    "#+BEGIN_",
    "#+begin_",
    "\\begin{",
];

pub(super) fn fence(text: &str, search: Search<'_>) -> Option<Layer> {
    if !MARKS.iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let fences: Vec<&Line<'_>> = lines.iter().filter(|l| is_fence(l.content)).collect();
    if let Some(layer) = glued::glued(text, fences.len(), search) {
        return Some(layer);
    }
    let Some(first) = fences.first() else { return inline(text) };
    let at = Span::new(first.start + first.indent(), first.start + first.content.trim_end().len());
    let Blocks { mut inside, outside, between } = blocks(text, &lines);
    if inside.iter().any(|block| search.is_readable(&block.text)) {
        // Not everybody puts each text of a page into a block.
        let head = around::front_matter(text);
        let between = between.into_iter().filter_map(|run| lines.get(run));
        let between = between.filter(|own| own.first().is_some_and(|line| line.start >= head));
        let unmarked = between.flat_map(|own| stretch::among(text, own));
        inside.extend(unmarked.filter(|own| search.is_ours(&own.text)));
        text::sort_by_key(&mut inside, |own: &Embedded| own.outer_span(Span::at(0)));
    }
    // A block whose first or last fence is missing has its content outside.
    let found = search.readable(joined(inside, search));
    let inner = found.or_else(|| search.readable(vec![outside]))?;
    Some(Layer { wrapping: Wrapping::Fence, at, count: fences.len(), inner, sure: true })
}

/// Blocks of rules are one policy, blocks of Terraform with rules are one file where there is nothing else
/// in the page.
pub(super) fn joined(blocks: Vec<Embedded>, search: Search<'_>) -> Vec<Embedded> {
    // Vault reads a text that begins with a brace as JSON, which nothing can be joined to.
    let rules = |block: &Embedded| {
        signs::has_rules(&block.text) && !block.text.trim_start().starts_with('{')
    };
    let ours: Vec<bool> = blocks.iter().map(|block| search.is_ours(&block.text)).collect();
    let all = blocks.iter().zip(&ours).all(|(block, ours)| rules(block) || !ours);
    let mut texts: Vec<Embedded> = Vec::new();
    // Where the policy and the Terraform are to which blocks are joined.
    let mut places: [Option<usize>; 2] = [None, None];
    for (block, ours) in blocks.into_iter().zip(ours) {
        let terraform = signs::is_terraform(&block.text);
        let joins = ours && rules(&block) && (all || !terraform);
        let [policy, file] = &mut places;
        let place = if terraform { file } else { policy };
        match place.and_then(|at| texts.get_mut(at)).filter(|_| joins) {
            Some(text) => text.join(&block),
            None => {
                *place = joins.then_some(texts.len()).or(*place);
                texts.push(block);
            }
        }
    }
    texts
}

/// Whether a text has blocks that begin and end.
pub(crate) fn has_code_blocks(text: &str) -> bool {
    lines_of(text).filter(|line| is_fence(line.content)).nth(1).is_some()
}

/// The places of the code blocks of a text, without their fences.
pub(crate) fn block_places(text: &str) -> impl Iterator<Item = Span> {
    let mut open: Option<Line<'_>> = None;
    lines_of(text).filter_map(move |line| match open {
        None => {
            open = Some(line).filter(|line| is_fence(line.content));
            None
        }
        Some(first) if is_fence(line.content) && closes(&first, &line) => {
            open = None;
            Some(Span::new(first.start + first.whole.len(), line.start))
        }
        Some(_) => None,
    })
}

/// What is inside of blocks, each by itself, and what is outside.
struct Blocks {
    inside: Vec<Embedded>,
    outside: Embedded,
    /// The lines between blocks, by their numbers.
    between: Vec<Range<usize>>,
}

fn blocks(text: &str, lines: &[Line<'_>]) -> Blocks {
    let mut inside = Vec::new();
    let mut between: Vec<Range<usize>> = Vec::new();
    let mut outside = new(Some(""), Escape::Nothing);
    let mut open: Option<(&Line<'_>, Embedded)> = None;
    for (number, line) in lines.iter().enumerate() {
        let whole = Span::new(line.start, line.start + line.whole.len());
        match (&mut open, is_fence(line.content)) {
            (None, true) => {
                let indent = line.content.get(..line.indent());
                open = Some((line, new(indent, Escape::Nothing)));
            }
            (None, false) => {
                outside.same(text, whole);
                match between.last_mut().filter(|run| run.end == number) {
                    Some(run) => run.end += 1,
                    None => between.push(number..number + 1),
                }
            }
            (Some((first, _)), true) if closes(first, line) => {
                inside.extend(open.take().map(|(_, block)| block));
            }
            (Some((first, block)), _) => {
                let start = line.start + line.cut(first.indent());
                block.same(text, Span::new(start, whole.end));
            }
        }
    }
    inside.extend(open.map(|(_, block)| block));
    Blocks { inside, outside, between }
}

/// The whole text between backticks, on its first and last line.
fn inline(text: &str) -> Option<Layer> {
    let trimmed = text.trim();
    let bare = trimmed.trim_start_matches('`');
    let ticks = trimmed.len() - bare.len();
    let content = bare.strip_suffix("`".repeat(ticks).as_str())?;
    let start = text.find('`')?;
    if ticks == 0 || content.contains('`') {
        return None;
    }
    // A language may be named before the text.
    let named =
        content.split_once(char::is_whitespace).filter(|(word, _)| LANGUAGES.contains(word));
    let skipped = named.map_or(0, |(word, _)| word.len() + 1);
    let place = Span::new(start + ticks + skipped, start + ticks + content.trim_end().len());
    let at = Span::new(start, start + ticks);
    let mut inner = new(Some(""), Escape::Nothing);
    inner.same(text, place);
    inner.frame("\n", Span::at(place.end));
    Some(Layer { wrapping: Wrapping::Fence, at, count: 2, inner: vec![inner], sure: true })
}
