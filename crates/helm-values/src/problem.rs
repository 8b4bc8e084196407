use text::{Edit, EditSet, Span};

use crate::helm::Helm;

/// Something in the text that Helm stops at, or that is surely not what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// The guilty characters.
    pub span: Span,
    /// Whether Helm refuses the file because of it. Otherwise Helm reads on and makes something odd
    /// of the text.
    pub fatal: bool,
    /// Set where only this Helm refuses it.
    pub only: Option<Helm>,
    /// Number of the document (split at `---`) it is in, from 0.
    pub piece: usize,
    /// The repair, where only one makes sense.
    pub fix: Option<EditSet>,
    /// The reader's own words with the line it names, as Helm prints them.
    pub said: Option<String>,
}

/// The kinds of problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A tab where indentation is.
    TabIndentation,
    /// An unquoted value that begins with a character YAML keeps for itself: `@`, a backtick, `%`,
    /// `*`, `&`, `!`, `|`, `>`, `,`, `]`, `}`.
    ReservedStart(char),
    /// `*name` without an anchor `&name` before it.
    UndefinedAlias(String),
    /// An alias inside the node it stands for.
    RecursiveAlias(String),
    /// Aliases that would grow the file beyond what Helm allows.
    ExcessiveAliasing,
    /// `{{ ... }}`: values files are not templates.
    GoTemplate,
    /// `%{ if ... }`: a line of a Terraform template that was never rendered.
    TerraformTemplate,
    /// A quote that is not closed.
    UnclosedQuote(char),
    /// A bracket or brace that is not closed, or lacks a comma.
    UnclosedFlow(char),
    /// Two items in brackets or braces without a comma between them.
    MissingComma,
    /// Members after a key without the brace that holds them.
    MissingBrace,
    /// `?` in a value without quotes inside brackets or braces, where it means something else.
    QuestionMarkInFlow,
    /// A closing bracket or brace that nothing opened.
    StrayClose(char),
    /// The line's indentation fits no line above it.
    BadIndentation,
    /// A line deeper than the line above it, which already has a value.
    NestedUnderValue,
    /// Lines below a key that has an empty value (`{}`, `[]`, `""`, null).
    LinesBelowEmptyValue,
    /// `- item` after a key, on its line.
    ListBehindKey,
    /// A second `: ` in a value without quotes.
    ColonInValue,
    /// `[snip]`, `...`: a line in place of others.
    LeftOut,
    /// A line in a map without `:`.
    MissingColon,
    /// Text after a closing quote or bracket.
    TextAfterQuote,
    /// A `\` that begins no escape in double quotes.
    BadEscape,
    /// The first line after `|` or `>` is wrong, or the text in it is not indented.
    BadBlockScalar,
    /// An anchor or tag that cannot be read, or two of them.
    BadProperty,
    /// A key beyond 1024 bytes, or over several lines.
    LongKey,
    /// A `%` directive that Helm's YAML does not know.
    Directive,
    /// A `%` line before `---`: Helm 4 cuts the file at `---` and fails on what stands before it.
    DirectiveBeforeDocument,
    /// Text after `---` on its line, which Helm 4 refuses.
    TextAfterSeparator,
    /// Text after the end of a document (`...`, or a line left of the first one), which Helm never
    /// looks at.
    IgnoredText,
    /// A character that YAML forbids.
    ControlCharacter,
    /// Nested beyond 256 levels.
    TooDeep,
    /// `.inf` or `.nan`, which JSON cannot carry.
    NotFinite,
    /// A key that is null.
    NullKey,
    /// A key that is a map or a list.
    ComplexKey,
    /// An integer key beyond 2^63.
    HugeKey,
    /// A tag that does not fit its value (`!!int abc`).
    BadTag,
    /// What `<<` gets is no map.
    BadMerge,
    /// The file is a list, a string, a number or a boolean instead of a map.
    NotAMap(&'static str),
    /// A no-break space (or its like), which YAML takes for an ordinary letter.
    NoBreakSpace,
    /// Typographic quotes, which YAML takes for ordinary letters.
    SmartQuote,
    /// A quote at the end of a value that does not begin with one.
    StrayQuote(char),
    /// `key:value` without a space: no entry but a piece of text.
    MissingSpace,
    /// Anything else; the reader's words say what.
    Other(&'static str),
}

impl Problem {
    pub(crate) fn fatal(kind: ProblemKind, span: Span) -> Self {
        Self { kind, span, fatal: true, only: None, piece: 0, fix: None, said: None }
    }

    pub(crate) fn odd(kind: ProblemKind, span: Span) -> Self {
        Self { fatal: false, ..Self::fatal(kind, span) }
    }

    pub(crate) fn saying(mut self, said: &str, line: Option<u64>) -> Self {
        self.said = Some(match line {
            Some(line) if line > 0 => format!("yaml: line {line}: {said}"),
            _ => format!("yaml: {said}"),
        });
        self
    }

    pub(crate) fn deleting(self, span: Span) -> Self {
        self.fixed_by(vec![Edit::delete(span)])
    }

    pub(crate) fn fixed_by(mut self, edits: Vec<Edit>) -> Self {
        self.fix = EditSet::new(edits).ok();
        self
    }
}
