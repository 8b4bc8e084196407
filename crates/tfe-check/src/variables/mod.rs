//! Lists of environment variables, in the forms in which people write and copy them: lines of
//! `NAME=value`, maps and lists in YAML and JSON. Terraform gives the same lists from its resources.

mod beside;
mod lines;
mod on_line;
mod tree;

use text::{Edit, Span};

pub(crate) use beside::Beside;
pub(crate) use lines::read as lines;
pub(crate) use tree::{next, read as tree};

/// One variable.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variable {
    pub name: String,
    /// Where its name is written, without quotes.
    pub key: Span,
    /// What is written; none where something else fills it in or the value is hidden.
    pub value: Option<String>,
    /// Where the value is written, without quotes.
    pub place: Span,
    /// What the workspace takes it for, where that is written: `env` or `terraform`.
    pub category: Option<Category>,
    /// It is marked as a secret.
    pub sensitive: bool,
    /// How another variable is written after it; none where that takes more than a line.
    pub next: Option<Next>,
}

/// What a variable is written down as.
#[derive(Clone, Debug)]
pub(crate) struct Category {
    pub word: String,
    /// Without quotes.
    pub place: Span,
}

/// How another variable is written.
#[derive(Clone, Debug)]
pub(crate) struct Next {
    /// Where.
    pub at: usize,
    pub before: String,
    pub between: &'static str,
    pub after: &'static str,
}

/// Variables that belong together.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    pub variables: Vec<Variable>,
    /// It is what a workspace has, as its API lists it. Variable sets may still add to it.
    pub is_answer: bool,
    /// More variables are added whose names are not known.
    pub is_open: bool,
    /// Other files of the same configuration may hold the rest.
    pub is_part: bool,
}

impl Variable {
    /// Where a finding about the value is: at the name, if the value is empty.
    pub(crate) fn at(&self) -> Span {
        if self.place.is_empty() { self.key } else { self.place }
    }

    /// Writes another variable after this one.
    pub(crate) fn add(&self, name: &str, value: &str) -> Option<Edit> {
        let Next { at, before, between, after } = self.next.as_ref()?;
        Some(Edit::insert(*at, format!("{before}{name}{between}{value}{after}")))
    }
}

/// Whether a name can be that of an environment variable. A sign that somebody put into a tag counts, so
/// that it can be reported.
fn is_name(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let tag = |c: char| is_part(c) || c == '-' || c == '.';
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    begins && (name.chars().all(is_part) || name.starts_with("TFC_") && name.chars().all(tag))
}

/// The value, unless it shows that something else is meant in its place.
pub(crate) fn literal(value: &str) -> Option<String> {
    let marks = ["$", "{{", "<", "`", "var.", "local.", "%{"];
    let is_left_out = matches!(value.trim(), "…" | "...");
    let is_open = marks.iter().any(|mark| value.contains(mark)) || value.starts_with("xxx");
    (!is_open && !is_left_out).then(|| value.to_owned())
}
