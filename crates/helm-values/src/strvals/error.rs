//! Why Helm stops at a line of `--set`.

use text::Span;

/// What Helm stops with, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct SetError {
    /// What is wrong.
    pub kind: SetErrorKind,
    /// The bytes of the line that it is about.
    pub span: Span,
}

impl SetError {
    pub(super) const fn new(kind: SetErrorKind, span: Span) -> Self {
        Self { kind, span }
    }
}

/// What can be wrong with a line, in Helm's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetErrorKind {
    /// A name without `=`; most often what follows a comma inside of a value.
    #[error("key {0:?} has no value")]
    NoValue(String),
    /// The same, and a comma follows.
    #[error("key {0:?} has no value (cannot end with ,)")]
    EndsWithComma(String),
    /// `a.=x`
    #[error("key map {0:?} has no value")]
    MapWithoutValue(String),
    /// More than 30 names in a path.
    #[error("value name nested level is greater than maximum supported nested level of 30")]
    TooNested,
    /// An index that is no number.
    #[error("error parsing index: strconv.Atoi: parsing {0:?}: {1}")]
    Index(String, &'static str),
    /// An index below zero.
    #[error("negative {0} index not allowed")]
    NegativeIndex(i64),
    /// An index beyond 65536.
    #[error("index of {0} is greater than maximum supported index of 65536")]
    IndexTooLarge(i64),
    /// `a[0]b=x`
    #[error("unexpected data at end of array index: {}", letters(.0))]
    AfterIndex(String),
    /// `a={b`
    #[error("list must terminate with '}}'")]
    OpenList,
    /// A path goes through something that is no map, or no list.
    #[error("unable to parse key: interface conversion: interface {{}} is {is}, not {wanted}")]
    NotA {
        /// Go's name of what is there.
        is: &'static str,
        /// Go's name of what the path wants.
        wanted: &'static str,
    },
    /// A value that is no JSON.
    #[error("invalid JSON")]
    Json,
    /// Deeper than this reader goes; Helm itself goes on.
    #[error("too deep to be read")]
    TooDeep,
}

/// Letters as Go quotes a list of them.
fn letters(text: &str) -> String {
    let quoted: Vec<String> = text.chars().map(|c| format!("{c:?}")).collect();
    format!("[{}]", quoted.join(" "))
}
