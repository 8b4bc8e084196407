//! Values that an article shows: blocks of keys between sentences, as they are when a whole page was copied,
//! often without their indentation.

use text::Span;

use super::{Layer, Line, Search, Wrapping, lines_of, new};
use crate::carry::part::Escape;
use crate::carry::signs;

/// Fewer sentences are a message with one text in it.
const FEWEST_SENTENCES: usize = 3;

/// A line with so many words is a sentence.
const SENTENCE: usize = 5;

/// A value with more words is a sentence behind a word and a colon.
const MOST_WORDS: usize = 3;

/// All blocks of values among the sentences of a page.
pub(super) fn article(text: &str, _: Search<'_>) -> Option<Layer> {
    if signs::has_rules(text) || !signs::has_chart_keys(text) {
        return None;
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let blocks = blocks(&lines);
    let others = || {
        let among = |at: usize| blocks.iter().any(|b| b.first <= at && at <= b.last);
        lines.iter().enumerate().filter(move |(at, l)| !among(*at) && !l.is_blank())
    };
    let sentences = others().filter(|(_, l)| words(l.content) >= SENTENCE).count();
    let (_, first) = others().next()?;
    if blocks.is_empty() || sentences < FEWEST_SENTENCES {
        return None;
    }
    let (at, count) = (first.span(), others().count());
    let inner = blocks.iter().map(|block| {
        let mut inner = new(Some(""), Escape::Nothing);
        inner.same(text, block.span);
        if !text.get(..block.span.end).is_some_and(|t| t.ends_with('\n')) {
            inner.frame("\n", Span::at(block.span.end));
        }
        inner
    });
    let inner = inner.collect();
    Some(Layer { wrapping: Wrapping::Surroundings, at, count, inner, sure: true })
}

/// Lines of values, one after the other.
struct Block {
    first: usize,
    last: usize,
    span: Span,
}

fn blocks(lines: &[Line<'_>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let begins = line.indent() == 0 && signs::has_chart_keys(line.content);
        match block(lines, at).filter(|_| begins) {
            Some(block) => {
                at = block.last + 1;
                blocks.push(block);
            }
            None => at += 1,
        }
    }
    blocks
}

/// The lines from one on that can be values; `None` where it is a single key, as sentences name one.
fn block(lines: &[Line<'_>], first: usize) -> Option<Block> {
    let start = lines.get(first)?.start;
    let (mut last, mut end, mut entries) = (first, start, 0);
    for (at, line) in lines.iter().enumerate().skip(first) {
        if line.is_blank() {
            continue;
        }
        // A blank line may be between two parts, not more.
        if at > last + 2 {
            break;
        }
        match content(line) {
            Content::Entry => {
                entries += usize::from(line.content.contains(": ") || line.indent() > 0);
                (last, end) = (at, line.start + line.whole.len());
            }
            Content::Glued(by) => {
                entries += 1;
                (last, end) = (at, line.start + by);
                break;
            }
            Content::Other => break,
        }
    }
    (entries > 0).then(|| Block { first, last, span: Span::new(start, end) })
}

/// What a line can be.
enum Content {
    /// A key, an item of a list, a comment, a line of a block.
    Entry,
    /// A key with its value, and behind so many bytes a sentence that began on the next line.
    Glued(usize),
    /// Anything else.
    Other,
}

fn content(line: &Line<'_>) -> Content {
    let bare = line.content.trim();
    if bare.starts_with('#') && line.indent() > 0 || bare.starts_with("# ") {
        return Content::Entry;
    }
    let bare = bare.strip_prefix("- ").unwrap_or(bare);
    let Some((key, value)) = bare.split_once(':') else {
        return if line.indent() > 0 && words(bare) <= MOST_WORDS {
            Content::Entry
        } else {
            Content::Other
        };
    };
    let named = !key.is_empty()
        && key.chars().all(|c| c.is_alphanumeric() || "_-./\"'".contains(c))
        && (value.is_empty() || value.starts_with(' '));
    if !named {
        return Content::Other;
    }
    if let Some(behind) = glued(value) {
        let before = line.content.len() - line.content.trim_start().len();
        let dash = line.content.trim().len() - bare.len();
        return Content::Glued(before + dash + key.len() + 1 + behind);
    }
    let quoted = value.trim_start().starts_with(['"', '\'', '[', '{', '|', '>']);
    if quoted || words(value) <= MOST_WORDS { Content::Entry } else { Content::Other }
}

/// Where a sentence begins that lost the line break before it: `trueWhile the`, `1012The`.
fn glued(value: &str) -> Option<usize> {
    let from = value.len() - value.trim_start().len();
    let bare = value.trim_start();
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length =
        ["true", "false"].iter().find(|w| bare.starts_with(**w)).map_or(digits, |w| w.len());
    let rest = bare.get(length..)?;
    let sentence = rest.starts_with(|c: char| c.is_uppercase());
    (length > 0 && sentence && words(rest) > 0).then_some(from + length)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
