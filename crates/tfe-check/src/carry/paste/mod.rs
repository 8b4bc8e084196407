//! What stands around a text because of the way it came: a shell command, a code block, line numbers,
//! diff marks, quote marks, JSON or YAML that carries it, escapes. [`unwrap`] takes it away.
//!
//! Each layer looks for one kind of wrapping and gives the text without it. A layer is believed only
//! where what it leaves is a policy, values or Terraform.

mod around;
mod carriers;
mod codes;
mod escapes;
mod fence;
mod lines;
mod numbers;
mod placed;
mod shell;
mod times;

pub(crate) use around::after as depth_after;
pub(crate) use carriers::deployer;
pub(crate) use fence::{blocks, has_code_blocks};
pub(crate) use placed::{Placed, placed};

use text::Span;

/// So many wrappings are taken off one after the other.
const MOST_LAYERS: usize = 6;

/// So many wrappings deep a text is looked for before one of them is believed.
const LOOK_AHEAD: usize = 2;

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

impl Unwrapped {
    /// Whether the text is one string among others of a file (a notebook, a manifest) and not what Vault
    /// prints of a policy.
    pub(crate) fn is_one_of_many(&self, file: &str) -> bool {
        self.first.wrapping == Wrapping::Json && !carriers::is_answer_of_vault(file)
    }
}

/// One wrapping, found.
#[derive(Debug)]
pub(crate) struct Layer {
    pub wrapping: Wrapping,
    /// The first of its marks.
    pub at: Span,
    /// How many marks there are.
    pub count: usize,
    /// What is in it; none where it holds several texts that are not one.
    pub inner: Option<String>,
    /// Nothing else can be meant, even where Helm takes the text as it is.
    pub sure: bool,
}

/// A text out of its wrappings.
#[derive(Debug)]
pub(crate) struct Unwrapped {
    /// The outermost wrapping.
    pub first: Layer,
    /// The others, from outside to inside.
    pub others: Vec<Wrapping>,
    /// The bare text; none where the wrappings hold several.
    pub text: Option<String>,
}

/// How a text is looked for in its wrappings.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    /// Whether a text as it is can be checked. Recognising needs to know all kinds, wrappings know none.
    pub is_ours: fn(&str) -> bool,
    /// How many wrappings deeper one may look before one of them is believed.
    ahead: usize,
}

impl Look {
    /// A look by somebody who knows the kinds.
    pub(crate) fn with(is_ours: fn(&str) -> bool) -> Self {
        Self { is_ours, ahead: LOOK_AHEAD }
    }

    fn at_most(self, ahead: usize) -> Self {
        Self { ahead: self.ahead.min(ahead), ..self }
    }

    /// One wrapping deeper; `None` where that is too deep.
    fn deeper(self) -> Option<Self> {
        Some(Self { ahead: self.ahead.checked_sub(1)?, ..self })
    }
}

/// In the order in which they are tried.
const LAYERS: [fn(&str, Look) -> Option<Layer>; 14] = [
    codes::terminal,
    escapes::mail,
    escapes::html,
    shell::command,
    lines::quote_marks,
    numbers::line_numbers,
    lines::diff_marks,
    fence::fence,
    carriers::json,
    carriers::yaml,
    escapes::escapes,
    times::stamps,
    lines::shared_start,
    around::surroundings,
];

/// Takes everything away that stands around a text; none where nothing does.
pub(crate) fn unwrap(text: &str, look: Look) -> Option<Unwrapped> {
    let mut first = outermost(text, look)?;
    let mut now = first.inner.take();
    let mut others = Vec::new();
    for _ in 1..MOST_LAYERS {
        let Some(layer) = now.as_deref().and_then(|t| outermost(t, look)) else { break };
        if !others.contains(&layer.wrapping) && layer.wrapping != first.wrapping {
            others.push(layer.wrapping);
        }
        now = layer.inner;
    }
    Some(Unwrapped { first, others, text: now })
}

fn outermost(text: &str, look: Look) -> Option<Layer> {
    let fits = |found: &Layer| {
        found.inner.as_deref().is_none_or(|inner| inner != text && is_readable(inner, look))
    };
    LAYERS.iter().find_map(|layer| layer(text, look.at_most(1)).filter(fits))
}

/// Whether a text can be judged, as it is or out of the wrappings that are still around it.
fn is_readable(text: &str, look: Look) -> bool {
    (look.is_ours)(text) || look.deeper().is_some_and(|look| outermost(text, look).is_some())
}

/// Of the texts that a wrapping holds the one that can be judged. The look goes down from wrapping to
/// wrapping, so that the search ends however deep they are nested.
fn one_of(mut texts: Vec<String>, look: Look) -> Option<Option<String>> {
    texts.retain(|text| is_readable(text, look));
    texts.dedup();
    match texts.len() {
        0 => None,
        1 => Some(texts.pop()),
        _ => Some(None),
    }
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
}

pub(crate) fn lines_of(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |whole| {
        let start = at;
        at += whole.len();
        Line { start, content: whole.trim_end_matches(['\n', '\r']), whole }
    })
}

/// The lines without the indentation that all of them have.
fn dedent(text: &str) -> String {
    let depth = lines_of(text).filter(|l| !l.is_blank()).map(|l| l.indent()).min().unwrap_or(0);
    lines_of(text).map(|l| l.whole.get(depth.min(l.indent())..).unwrap_or(l.whole)).collect()
}
