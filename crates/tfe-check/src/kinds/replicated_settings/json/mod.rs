//! JSON as people write it: read to its end whatever is wrong with it, and each part knows its place.
//!
//! Templates (`${name}`, `%{ if … }`) are kept as what they are: something that another program fills in.

mod reader;
#[cfg(test)]
mod tests;

use text::Span;

use reader::Reader;

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Json {
    /// The members of the object that the text is, in their order.
    pub members: Vec<Member>,
    /// What a JSON reader stops at.
    pub problems: Vec<Problem>,
    /// Another program fills something in.
    pub templated: bool,
    /// Where the object ends; the text's length where it does not end.
    pub end: usize,
}

/// A name and its value.
#[derive(Debug)]
pub(super) struct Member {
    /// The name, without its quotes.
    pub name: Span,
    pub value: Value,
}

/// What is after a name.
#[derive(Debug)]
pub(super) enum Value {
    /// A string, without its quotes.
    Text(Span),
    /// A number, `true`, `false`, `null`, or a word that is none of them.
    Word(Span),
    Map(Vec<Member>),
    List,
    /// Something that is filled in later.
    Template,
    /// Nothing at all.
    Missing,
}

/// Something that a JSON reader stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// Two members have no comma between them: the place where it belongs.
    CommaMissing(usize),
    /// A comma after which no member follows.
    CommaExtra(Span),
    /// A string in single quotes, with them.
    SingleQuotes(Span),
    /// A line break in a string.
    LineBreak(Span),
    /// Anything else.
    Unexpected(Span),
}

/// Reads a text that is one object.
pub(super) fn read(text: &str) -> Json {
    Reader::new(text, start(text)).read()
}

/// Where the object begins: after a byte order mark, and after the commands of a terminal that printed it.
pub(super) fn start(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut at = mark;
    for line in text.get(mark..).unwrap_or("").split_inclusive('\n').take(MOST_COMMANDS) {
        if line.trim_start().starts_with('{') {
            return at;
        }
        if !line.trim().is_empty() && !is_prompt(line) {
            return mark;
        }
        at += line.len();
    }
    mark
}

/// Nobody pastes more commands with what the last of them printed.
const MOST_COMMANDS: usize = 5;

/// Whether a line is a command after a shell's prompt.
pub(super) fn is_prompt(line: &str) -> bool {
    let line = line.trim();
    ["$", "#"].iter().any(|sign| {
        let before = line.split_once(sign).map(|(before, _)| before);
        before.is_some_and(|before| before.len() < 60 && !before.contains(['"', '{', '}']))
    })
}
