use text::{Edit, EditSet, Span};

use crate::{Capability, TokenKind, VaultLine, VaultLines};

/// How many problems of each stage of reading are kept: all of a file of 1 MB in which every line is wrong,
/// so that they are fixed in one round. A binary file has millions.
pub(crate) const MOST_PROBLEMS: usize = 50_000;

/// Something in the text because of which Vault does not take the policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// The characters to look at; empty only in an empty text or at its very end.
    pub span: Span,
    /// The versions of Vault that reject the text because of it.
    pub lines: VaultLines,
    /// The change that surely is meant, where there is one.
    pub fix: Option<EditSet>,
}

impl Problem {
    pub(crate) const fn new(kind: ProblemKind, span: Span) -> Self {
        Self { kind, span, lines: VaultLines::ALL, fix: None }
    }

    pub(crate) const fn on(mut self, lines: VaultLines) -> Self {
        self.lines = lines;
        self
    }

    pub(crate) fn fixed_by(mut self, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.fix = EditSet::new(edits.into_iter().collect()).ok();
        self
    }

    /// Whether this version rejects the text because of it.
    pub const fn rejects(&self, line: VaultLine) -> bool {
        self.lines.contains(line)
    }
}

/// What is wrong, with what is needed to say so.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    // Characters.
    /// Bytes that are not UTF-8; Vault wants it even in comments.
    InvalidUtf8,
    /// U+0000, which Vault refuses even in comments.
    NullCharacter,
    /// U+E123, which the HCL scanner keeps for itself.
    ReservedCharacter,
    /// A byte order mark. Vault does not skip it, not even at the start.
    ByteOrderMark,
    /// White space Vault does not know as such (no-break space, form feed ...).
    IllegalSpace(char),
    /// A character that has no meaning outside of quotes.
    IllegalCharacter(char),
    /// Quotes as a word processor or web page sets them.
    TypographicQuotes(char),
    /// A text in `'` or backticks.
    WrongQuotes(char),
    /// A line of a Markdown code fence.
    MarkdownFence,
    /// A lone `/`: comments begin with `//`, `/*` or `#`.
    LoneSlash,
    /// A `/* ` without `*/`.
    UnterminatedComment,
    /// The closing quote is missing.
    UnterminatedString,
    /// The opening quote is missing.
    UnopenedString,
    /// A `\` followed by what HCL does not know.
    IllegalEscape(char),
    /// An escape that stands for no character; Vault crashes while it reads the value.
    UnreadableEscape,
    /// A number nobody can read: `0x`, `018`.
    IllegalNumber,
    /// A `<` that does not begin a heredoc.
    LoneLess,
    /// The heredoc's marker is missing, or something follows it on its line.
    IllegalHeredocMarker,
    /// The line with the marker never comes.
    UnterminatedHeredoc {
        /// The marker.
        marker: String,
    },

    // Structure.
    /// No comma between two list items.
    MissingComma,
    /// A comma where none may stand.
    UnexpectedComma,
    /// A `{` that is never closed, or only after another rule began.
    UnclosedBrace {
        /// The brace.
        opened_at: Span,
    },
    /// A `[` that is never closed.
    UnclosedBracket {
        /// The bracket.
        opened_at: Span,
    },
    /// A `}` or `]` that closes nothing.
    UnopenedBracket(char),
    /// The `{` of a rule is missing.
    MissingOpenBrace,
    /// The `[` of a list is missing.
    MissingOpenBracket,
    /// A bracket of another kind than a list wants.
    WrongBracket {
        /// What stands there.
        found: char,
        /// What a list wants.
        expected: char,
    },
    /// No `=` between key and value.
    MissingEquals,
    /// `:` instead of `=`.
    ColonForEquals,
    /// No `:` between key and value in JSON.
    MissingColon,
    /// `=` before the `{` of a rule with a path, or between `path` and its name.
    UnexpectedEquals,
    /// A `=` with nothing before it.
    MissingKey,
    /// A `{` with nothing before it.
    UnnamedBlock,
    /// A key without `=` or `{`.
    KeyWithoutValue {
        /// The key (and labels), as written.
        key: String,
    },
    /// Nothing stands after the `=`.
    MissingValue {
        /// The key.
        key: String,
    },
    /// A word without quotes where a value is expected.
    UnquotedWord {
        /// The word.
        word: String,
    },
    /// A path without quotes.
    UnquotedPath,
    /// Something else than the grammar wants here.
    UnexpectedToken(TokenKind),
    /// Brackets are nested deeper than this reader follows.
    TooDeep,

    // Meaning.
    /// An attribute is set twice in one block. Up to 1.20 lists are joined, else the last one counts.
    DuplicateAttribute {
        /// The key as written.
        key: String,
        /// The key's first place.
        first: Span,
    },
    /// A top-level key other than `path` and `name`.
    UnknownTopLevelKey {
        /// The key.
        key: String,
        /// What is probably meant.
        nearest: Option<&'static str>,
    },
    /// A rule at the top level that begins with its path.
    PathWordMissing {
        /// The path.
        path: String,
    },
    /// A key that a rule does not have.
    UnknownKey {
        /// The key.
        key: String,
        /// What is probably meant.
        nearest: Option<&'static str>,
    },
    /// `path` is not followed by a block.
    PathWithoutBlock,
    /// A value of a type that the key does not take.
    WrongType {
        /// The key.
        key: String,
        /// What the key takes.
        expected: Expected,
    },
    /// One text where a list of texts is wanted.
    BareString {
        /// The key.
        key: String,
    },
    /// A word that is no capability.
    UnknownCapability {
        /// The word.
        word: String,
        /// What is probably meant.
        nearest: Option<Capability>,
    },
    /// Several capabilities in one text.
    JoinedCapabilities {
        /// The text.
        word: String,
        /// The capabilities in it.
        parts: Vec<Capability>,
    },
    /// A word that `policy` does not know.
    UnknownPolicyWord {
        /// The word.
        word: String,
        /// What is probably meant.
        nearest: Option<&'static str>,
    },
    /// A path with `+*` in it.
    PlusStar,
    /// `{{` and `}}` of a path do not match.
    UnbalancedTemplate,
    /// A duration Vault cannot read.
    IllegalDuration {
        /// The key.
        key: String,
        /// The text.
        text: String,
    },
    /// A duration of more than 292 years, which does not fit into Go's; since 1.20.
    DurationTooLong {
        /// The key.
        key: String,
    },
    /// A number out of range, or a text that should be a number.
    IllegalInteger {
        /// The text.
        text: String,
    },
    /// `max_wrapping_ttl` is smaller than `min_wrapping_ttl`.
    MaxBelowMin,
    /// A `control_group` without a `factor`.
    ControlGroupWithoutFactor,
    /// A factor without an `identity` block.
    FactorWithoutIdentity {
        /// The factor's name.
        factor: String,
    },
    /// A factor needs a group and at least one approval.
    FactorIncomplete {
        /// The factor's name.
        factor: String,
    },
    /// `controlled_capabilities` names something that the rule does not grant.
    ControlledNotGranted {
        /// The capability.
        word: String,
    },
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A text or number that is a duration.
    Duration,
    /// A number.
    Number,
    /// A list of texts.
    Texts,
    /// A block of lists.
    ListsByName,
    /// A block.
    Block,
}
