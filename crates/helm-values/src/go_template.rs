//! What the marks of Go's templates do: `{{ if … }}`, `{{- end }}`. One list, for every language that is written
//! through them.

/// What a mark does that gives no value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoAction {
    /// What is below it is there never, once, or several times: `if`, `range`, `with`, `define`, `block`.
    Open,
    /// The other branch.
    Else,
    /// The end of what was opened.
    End,
    /// `break` and `continue`.
    Leave,
    /// The text of another template, as a statement: `template`.
    Template,
    /// The text of another template, as a value that may be all of a line: `include`.
    Include,
}

impl GoAction {
    /// The action of a mark, with or without its braces; `None` where it gives a value or says nothing.
    pub fn of(mark: &str) -> Option<Self> {
        match word(mark) {
            "if" | "range" | "with" | "define" | "block" => Some(Self::Open),
            "else" => Some(Self::Else),
            "end" => Some(Self::End),
            "break" | "continue" => Some(Self::Leave),
            "template" => Some(Self::Template),
            "include" => Some(Self::Include),
            _ => None,
        }
    }

    /// Whether it writes nothing by itself.
    pub fn is_silent(self) -> bool {
        !matches!(self, Self::Template | Self::Include)
    }
}

/// The first word of a mark.
pub(crate) fn word(mark: &str) -> &str {
    let inside = mark.strip_prefix("{{").unwrap_or(mark);
    let inside = inside.trim_start_matches(['-', '~', ' ', '\n', '\t']);
    inside.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("")
}
