use text::Span;

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `# ...`, `// ...` or `/* ... */`.
    Comment,
    /// A bare word.
    Ident,
    /// `true` or `false`.
    Bool,
    /// A whole number in any base.
    Number,
    /// A number with a point or an exponent.
    Float,
    /// A text in quotes (possibly not the quotes Vault wants; that is a problem then).
    String,
    /// `<<WORD` up to the line with the word.
    Heredoc,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `(`, which Vault does not know.
    OpenParen,
    /// `)`, which Vault does not know.
    CloseParen,
    /// `,`
    Comma,
    /// `=`
    Assign,
    /// `:`, known in JSON mode only.
    Colon,
    /// `null`, in JSON mode.
    Null,
    /// `.`, `+` or `-` on its own.
    Sign,
    /// Characters that belong to nothing.
    Illegal,
    /// The end of the text.
    Eof,
}

impl TokenKind {
    /// Whether it is a value on its own.
    pub const fn is_scalar(self) -> bool {
        matches!(self, Self::Bool | Self::Number | Self::Float | Self::String | Self::Heredoc)
    }

    /// Whether it can stand as a key or label.
    pub const fn is_key(self) -> bool {
        matches!(self, Self::Ident | Self::String)
    }
}

/// A piece of the text. Between two of them there is only white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// A token as it is kept: half the size of [`Token`], for texts of many megabytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tok {
    pub(crate) kind: TokenKind,
    start: u32,
    end: u32,
}

impl Tok {
    pub(crate) fn new(kind: TokenKind, start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { kind, start: narrow(start), end: narrow(end) }
    }

    pub(crate) const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    pub(crate) const fn public(self) -> Token {
        Token { kind: self.kind, span: self.span() }
    }
}
