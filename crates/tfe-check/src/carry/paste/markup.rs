//! Code blocks of AsciiDoc and reStructuredText, and indented ones of Markdown.

use text::Span;

use super::fence::joined;
use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use super::{notebook, sentence};
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};

/// So many words make a sentence that a block follows.
const FEWEST_WORDS: usize = 3;

/// So far a line of Markdown has to be indented to be code.
const CODE_INDENT: usize = 4;

/// Directives of reStructuredText that show code.
const DIRECTIVES: [&str; 5] =
    [".. code-block::", ".. code::", ".. sourcecode::", ".. highlight::", ".. parsed-literal::"];

pub(super) fn markup(text: &str, search: Search<'_>) -> Option<Layer> {
    let blocks = delimited(text).unwrap_or_else(|| indented(text));
    let count = blocks.len();
    let inner = search.readable(joined(blocks, search))?;
    let at = inner.first()?.outer_span(Span::at(0));
    Some(Layer { wrapping: Wrapping::Fence, at, count, inner, sure: true })
}

/// Whether a text shows by its own marks that it is a page, and not what that shows.
pub(crate) fn is_marked(text: &str) -> bool {
    let directive = |line: &Line<'_>| DIRECTIVES.iter().any(|d| line.content.starts_with(d));
    let ticket =
        |line: &Line<'_>| ["{code", "{noformat"].iter().any(|mark| line.content.starts_with(mark));
    is_asciidoc(text)
        || notebook::is_notebook(text)
        || text.contains(".. ") && lines_of(text).any(|line| directive(&line))
        || text.contains("\n{") && lines_of(text).filter(ticket).nth(1).is_some()
}

fn is_asciidoc(text: &str) -> bool {
    let marks = ["[source", "[listing", "[,"];
    let first = lines_of(text).find(|line| !line.is_blank());
    let title = first.is_some_and(|l| l.content.starts_with("= ") || l.content.starts_with("== "));
    title
        || text.contains("\n[")
            && lines_of(text).any(|line| {
                line.content.ends_with(']') && marks.iter().any(|m| line.content.starts_with(m))
            })
}

/// The blocks of AsciiDoc: what is between two lines of the same dashes or dots.
fn delimited(text: &str) -> Option<Vec<Embedded>> {
    if !is_asciidoc(text) {
        return None;
    }
    let mut all = Vec::new();
    let mut open: Option<(&str, Embedded)> = None;
    for line in lines_of(text) {
        let content = line.content.trim_end();
        match &mut open {
            None if is_delimiter(content) => open = Some((content, new(Some(""), Escape::Nothing))),
            Some((first, _)) if *first == content => {
                all.extend(open.take().map(|(_, block)| block))
            }
            Some((_, block)) => {
                block.same(text, Span::new(line.start, line.start + line.whole.len()))
            }
            None => {}
        }
    }
    Some(all)
}

fn is_delimiter(line: &str) -> bool {
    let all = |mark: char| line.len() >= 4 && line.chars().all(|c| c == mark);
    all('-') || all('.')
}

/// Lines that are indented below a sentence or a directive.
fn indented(text: &str) -> Vec<Embedded> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let between_words = are_words(&lines);
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let own = least_indent(line.content);
        let below =
            (between_words && !line.is_blank() && line.indent() == 0).then_some(CODE_INDENT);
        let Some(least) = own.or(below) else { continue };
        let rest = lines.get(at..).unwrap_or_default();
        let inside = |l: &&Line<'_>| l.is_blank() || l.indent() >= least;
        let count = rest.iter().take_while(inside).count();
        let body = rest.get(..count).unwrap_or_default();
        let body = if line.content.starts_with(".. ") { without_options(body) } else { body };
        // Markdown and reStructuredText need a blank line before the block.
        if body.first().is_some_and(Line::is_blank) && body.iter().any(|line| !line.is_blank()) {
            all.push(block(text, body));
        }
        at += count;
    }
    all
}

/// Whether all lines that are not indented are headings and sentences, so that each may be followed by a block, however
/// few words it has.
fn are_words(lines: &[Line<'_>]) -> bool {
    let mut own = lines.iter().filter(|line| !line.is_blank() && line.indent() == 0).peekable();
    let said = |line: &Line<'_>| {
        sentence::is_sentence(line.content) && line.content.split_whitespace().count() > 1
    };
    // A comment of YAML looks like a heading.
    let sentence = own.clone().any(|line| !line.content.starts_with('#') && said(line));
    sentence && own.peek().is_some() && own.all(|line| line.content.starts_with('#') || said(line))
}

/// How far the lines of a block are indented that may follow this line; `None` where none may.
fn least_indent(line: &str) -> Option<usize> {
    if line.starts_with([' ', '\t', '#', '/', '-', '|', '>']) {
        return None;
    }
    if line.ends_with("::") || DIRECTIVES.iter().any(|mark| line.starts_with(mark)) {
        return Some(2);
    }
    let sentence = sentence::is_sentence(line)
        && line.split_whitespace().count() >= FEWEST_WORDS
        && line.trim_end().ends_with([':', '.', ';', '!', '?']);
    sentence.then_some(CODE_INDENT)
}

/// The lines of a directive without its options (`:linenos:`).
fn without_options<'l, 't>(body: &'l [Line<'t>]) -> &'l [Line<'t>] {
    let option = |line: &&Line<'_>| line.content.trim_start().starts_with(':');
    let count = body.iter().take_while(option).count();
    body.get(count..).unwrap_or_default()
}

/// The lines without the indentation that all of them have.
fn block(text: &str, lines: &[Line<'_>]) -> Embedded {
    let full = || lines.iter().filter(|line| !line.is_blank());
    let cut = full().map(Line::indent).min().unwrap_or(0);
    let begin = full().next().and_then(|line| line.content.get(..cut)).unwrap_or_default();
    let mut into = new(Some(begin), Escape::Nothing);
    let first = lines.iter().position(|line| !line.is_blank()).unwrap_or(0);
    let last = lines.iter().rposition(|line| !line.is_blank()).unwrap_or(0);
    for line in lines.get(first..=last).unwrap_or_default() {
        into.same(text, Span::new(line.start + line.cut(cut), line.start + line.whole.len()));
    }
    into
}
