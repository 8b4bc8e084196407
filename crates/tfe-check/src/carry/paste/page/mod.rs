//! The source of a web page or of a wiki's page: what its code blocks show, with the places in the source.

mod content;
mod tags;

use text::Span;

use self::tags::{Ends, Token, is_one_of, next};
use super::entities::escape;
use super::fence::{self, joined};
use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use crate::carry::line::lines_of;
use crate::carry::part::{Embedded, Escape};

/// Elements whose text is shown as it is written.
const BLOCKS: [&str; 5] = ["pre", "textarea", "syntaxhighlight", "xmp", "listing"];

/// Line starts that only the source of a page has.
const STARTS: [&str; 6] =
    ["<!doctype html", "<html", "<body", "<pre", "<textarea", "<syntaxhighlight"];

/// So many lines may be before the source of a page: those of a mail.
const MOST_BEFORE: usize = 40;

/// Whether a text is the source of a page, and not what one shows.
pub(crate) fn is_page(text: &str) -> bool {
    let begins = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let mut next = begins.chars().skip(1);
    let tag = begins.starts_with('<')
        && next.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?'))
        && begins.contains('>');
    let marks = tag || text.contains('<') && begins_later(text);
    // A page of Markdown may have a tag or two around its code blocks.
    marks && (!fence::has_code_blocks(text) || text.contains("<pre") || text.contains("<html"))
}

/// Whether the source of a page follows the head of a mail or a few sentences. In a script or a manifest it is what
/// these write.
fn begins_later(text: &str) -> bool {
    let before = |line: &str| {
        let line = line.trim_end();
        !line.contains("<<") && !line.ends_with(['{', '|', '>', '[', '"', '\''])
    };
    let mut lines =
        lines_of(text).take(MOST_BEFORE).skip_while(|l| !is_start(l.content) && before(l.content));
    lines.next().is_some_and(|line| is_start(line.content))
}

fn is_start(line: &str) -> bool {
    let is = |start: &&str| line.get(..start.len()).is_some_and(|l| l.eq_ignore_ascii_case(start));
    line.starts_with('<') && STARTS.iter().any(is)
}

/// The texts in the blocks of a page; what is between them where these show nothing of ours.
pub(super) fn page(text: &str, search: Search<'_>) -> Option<Layer> {
    if !is_page(text) {
        return None;
    }
    let blocks = blocks(text);
    let places: Vec<Span> = blocks.iter().map(|block| block.place).collect();
    let texts = joined(blocks.into_iter().map(|block| block.text).collect(), search);
    let count = places.len();
    let rest = || {
        let mut rest = new(None, escape(text));
        content::of_the_rest(text, &places, &mut rest);
        search.readable(vec![rest])
    };
    let inner = search.readable(texts).or_else(rest)?;
    let start = text.find('<')?;
    let at = next(text, start).map_or(Span::at(start), |(_, place)| place);
    Some(Layer { wrapping: Wrapping::Page, at, count, inner, sure: true })
}

/// A code block of a page, and where it is with its tags.
struct Block {
    place: Span,
    text: Embedded,
}

/// All code blocks of a page: elements for them, tables with a line in each row, texts without marks.
fn blocks(page: &str) -> Vec<Block> {
    let mut all = Vec::new();
    let mut ends = Ends::default();
    // Up to here tables are known to be none that show lines.
    let mut tables = 0;
    let mut at = 0;
    while let Some((token, tag)) = next(page, at) {
        at = tag.end;
        match token {
            Token::Raw(raw) => all.push(raw_block(page, raw, tag)),
            Token::Open(name, rest) if content::is_left_out(name, rest) => {
                at = ends.of(page, at, name).unwrap_or(at);
            }
            Token::Open(name, rest) if shows_text(name, rest) => {
                let end = ends.of(page, at, name).unwrap_or(page.len());
                at = end;
                all.push(element(page, tag, end));
            }
            Token::Open(name, _) if is_one_of(name, &["code"]) => {
                let Some(end) = ends.of(page, at, name) else { continue };
                at = end;
                // A word in a sentence is no block.
                let inside = Span::new(tag.end, end).of(page);
                let lines = inside.contains('\n') || inside.contains("<br");
                all.extend(lines.then(|| element(page, tag, end)));
            }
            Token::Open(name, _) if is_one_of(name, &["table"]) && at > tables => {
                let Some(end) = ends.of(page, at, name) else { continue };
                match rows(page, tag, end) {
                    Some(block) => {
                        at = end;
                        all.push(block);
                    }
                    None => tables = end,
                }
            }
            _ => {}
        }
    }
    all
}

/// Whether the text of an element is shown as it is written.
fn shows_text(name: &str, rest: &str) -> bool {
    // `source` with a language is a wiki's; the one of HTML is about pictures.
    is_one_of(name, &BLOCKS) || is_one_of(name, &["source"]) && rest.contains("lang")
}

fn raw_block(page: &str, raw: Span, place: Span) -> Block {
    let mut text = new(Some(""), Escape::Nothing);
    text.same(page, raw);
    if !text.text.ends_with('\n') {
        text.frame("\n", Span::at(raw.end));
    }
    Block { place, text }
}

/// The block that an element is, from its first tag to where its last one begins.
fn element(page: &str, tag: Span, end: usize) -> Block {
    let inside = Span::new(tag.end, end);
    let written = inside.of(page);
    let lines = !written.contains("<br") && !written.contains("</div");
    let mut text = new(lines.then_some(""), escape(written));
    content::of_block(page, inside, &mut text);
    Block { place: Span::new(tag.start, end), text }
}

/// A table that shows a line in each row.
fn rows(page: &str, tag: Span, end: usize) -> Option<Block> {
    let inside = Span::new(tag.end, end);
    let written = inside.of(page);
    let mut text = new(None, escape(written));
    if written.contains("<pre") || written.contains("<textarea") {
        return None;
    }
    content::of_rows(page, inside, &mut text)?;
    Some(Block { place: Span::new(tag.start, end), text })
}

/// Whether a page shows any words outside of a place.
pub(super) fn has_words_outside(page: &str, place: Span) -> bool {
    let before = Span::new(0, place.start);
    let after = Span::new(place.end, page.len());
    [before, after].into_iter().any(|part| {
        let mut seen = new(None, Escape::Nothing);
        content::of_the_rest(part.of(page), &[], &mut seen);
        seen.text.chars().any(char::is_alphabetic)
    })
}
