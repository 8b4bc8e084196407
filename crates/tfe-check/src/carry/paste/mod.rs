//! What stands around a text because of the way it came: a shell command, a code block, line numbers,
//! diff marks, quote marks, JSON or YAML that carries it, escapes. [`parts`] takes it away.
//!
//! Each layer looks for one kind of wrapping and gives the text without it. A layer is believed only
//! where what it leaves is a policy, values or Terraform.

mod around;
mod carriers;
mod codes;
mod escapes;
mod everywhere;
mod fence;
mod lines;
mod numbers;
mod parts;
mod placed;
mod prose;
mod search;
mod secret;
mod shell;
mod strings;
#[cfg(test)]
mod tests;
mod times;

pub(crate) use around::after as depth_after;
pub(crate) use carriers::deployer;
pub(crate) use fence::{block_places, has_code_blocks};
pub(crate) use parts::{Carried, parts};
pub(crate) use placed::has_more;
pub(crate) use search::Look;

use text::Span;

use crate::carry::part::{Embedded, Escape, Form};
use search::Search;

/// So many wrappings are taken off one after the other.
const MOST_LAYERS: usize = 6;

/// What a text is wrapped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrapping {
    /// Colour codes of a terminal.
    TerminalCodes,
    /// `=3D` and the like, as mails are sent.
    Mail,
    /// `&quot;` and the like, or the tags of a web page.
    Html,
    /// Marks of a quoted mail, bars of a table or a name, the same at all line starts.
    QuoteMarks,
    /// Line numbers at the line starts.
    LineNumbers,
    /// `+`, `-` and blanks of a unified diff at the line starts.
    DiffMarks,
    /// A code block of Markdown or a ticket system.
    Fence,
    /// A shell command that has the text as its input.
    ShellCommand,
    /// A JSON object that has the text as one string.
    Json,
    /// A YAML document that has the text as one value.
    Yaml,
    /// `\"` and `\n` instead of quotes and line breaks.
    Escapes,
    /// Prompts, output of commands and sentences before, after or between.
    Surroundings,
}

/// One wrapping, found.
#[derive(Debug)]
pub(crate) struct Layer {
    pub wrapping: Wrapping,
    /// The first of its marks.
    pub at: Span,
    /// How many marks there are.
    pub count: usize,
    /// The texts in it, in the order of the text around them.
    pub inner: Vec<Embedded>,
    /// Nothing else can be meant, even where Helm takes the text as it is.
    pub sure: bool,
}

/// A text in a wrapping, still without its pieces.
fn new(begin: Option<&str>, escape: Escape) -> Embedded {
    Embedded::new("text", Form::Wrapped(begin.map(str::to_owned), escape))
}

/// A line of a text: where it begins, and its content without the line end.
#[derive(Clone, Copy)]
pub(crate) struct Line<'t> {
    pub start: usize,
    pub content: &'t str,
    /// With its line end.
    pub whole: &'t str,
}

impl Line<'_> {
    pub(crate) fn is_blank(&self) -> bool {
        self.content.trim().is_empty()
    }

    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.content.len())
    }

    pub(crate) fn indent(&self) -> usize {
        self.content.len() - self.content.trim_start().len()
    }

    /// How much of its indentation goes with so much; none of it where that would cut a character.
    fn cut(&self, most: usize) -> usize {
        let cut = most.min(self.indent());
        if self.content.is_char_boundary(cut) { cut } else { 0 }
    }
}

pub(crate) fn lines_of(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |whole| {
        let start = at;
        at += whole.len();
        Line { start, content: whole.trim_end_matches(['\n', '\r']), whole }
    })
}
