//! One wrapping of a text, and what it can be.

use text::Span;

use crate::carry::part::{Embedded, Escape, Form};

/// What a text is wrapped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrapping {
    /// Colour codes of a terminal.
    TerminalCodes,
    /// `=3D` and the like, as mails are sent.
    Mail,
    /// `&quot;` and the like, or the tags of a web page.
    Html,
    /// The source of a page with code blocks, of the web or of a wiki.
    Page,
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
    /// Cells of a table that is written with commas.
    Cells,
    /// What a program shows: lines as strings of a list, a recording, another text beside it.
    Output,
    /// The code of a program, or a manifest that has the text in a plain value.
    Code,
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
pub(super) fn new(begin: Option<&str>, escape: Escape) -> Embedded {
    Embedded::new("text", Form::Wrapped(begin.map(str::to_owned), escape))
}
