//! Values that are given one by one: the `set` blocks of Terraform's `helm_release` and the `--set` of
//! Helm's command line, each as the line `name=value` that Helm's reader gets.

mod values;

use helm_values::strvals::SetMode;
use text::{Edit, Span};

use super::part::Embedded;
pub(crate) use values::{Entry, SetValues, Shape, of};

/// All lines of a release, and what they give.
#[derive(Debug)]
pub(crate) struct Lines {
    pub list: Vec<Set>,
    /// What they give.
    pub values: SetValues,
}

impl Lines {
    /// The last names of all that they set.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.values.entries.iter().filter_map(|entry| entry.path.last())
    }
}

/// Who hands a line to Helm's reader, and so how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// A `set` of a `helm_release`.
    Terraform,
    /// The argument of `--set`: this word of a shell.
    Shell(Span),
    /// A parameter of an Application of Argo CD.
    Parameter,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct Set {
    pub style: Style,
    /// `name=value` as Helm's reader gets it.
    pub line: Embedded,
    /// Where the `=` between both is in the line.
    pub equals: usize,
    /// How Helm reads the value; none where its `type` is not known.
    pub mode: Option<SetMode>,
    /// A `type` that the provider does not know, and its place.
    pub odd_type: Option<Span>,
    /// What makes the value a text: `type = "string"`, or `--set-string`.
    pub as_text: Option<Edit>,
    /// It is one for several of them: a change of it would change them all.
    pub repeated: bool,
    /// The whole name and the whole value in the file.
    pub name: Span,
    pub value: Span,
}

impl Set {
    fn name_text(&self) -> &str {
        self.line.text.get(..self.equals).unwrap_or("")
    }

    /// Where the part of that number of the name begins in the line, if no index is in the name.
    pub(crate) fn part_start(&self, number: usize) -> Option<usize> {
        let name = self.name_text();
        let mut starts = vec![0];
        let mut letters = name.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '\\' if self.mode != Some(SetMode::Literal) => {
                    letters.next();
                }
                '.' => starts.push(at + 1),
                '[' => return None,
                _ => {}
            }
        }
        starts.get(number).copied()
    }

    /// The place in the file of a letter of the line that is written in its quotes as it is.
    pub(crate) fn same_at(&self, file: &str, inner: usize) -> Option<usize> {
        let letter = self.line.text.get(inner..)?.chars().next()?;
        let at = self.line.outer(inner);
        let same = self.line.is_same(Span::new(inner, inner + letter.len_utf8()));
        let within = [self.name, self.value].into_iter().find(|s| s.start <= at && at < s.end)?;
        let quoted = within.of(file).starts_with('"') || self.style != Style::Terraform;
        let own = quoted && !self.repeated;
        (same && own && file.get(at..)?.starts_with(letter)).then_some(at)
    }

    /// A backslash before a letter of the line. In quotes Terraform wants two, and a shell outside
    /// of them.
    pub(crate) fn backslash(&self, file: &str, inner: usize) -> Option<Edit> {
        let at = self.same_at(file, inner)?;
        let one = match self.style {
            Style::Terraform => false,
            // How many YAML wants depends on its quotes.
            Style::Parameter => return None,
            Style::Shell(word) => in_quotes(Span::new(word.start, at).of(file)),
        };
        Some(Edit::insert(at, if one { "\\" } else { "\\\\" }))
    }
}

/// Whether quotes are open at the end of the beginning of a shell's word.
fn in_quotes(before: &str) -> bool {
    let mut open = None;
    let mut letters = before.chars();
    while let Some(letter) = letters.next() {
        match (open, letter) {
            (Some('\''), '\'') | (Some('"'), '"') => open = None,
            (None, '\'' | '"') => open = Some(letter),
            (None | Some('"'), '\\') => {
                letters.next();
            }
            _ => {}
        }
    }
    open.is_some()
}
