//! Names and values that stand in two entries: `name: K` and `value: C`, as in lists of Kubernetes
//! and in `set` blocks of Terraform.

use super::names::Says;
use super::{Sep, Word};

/// A value belongs to a name that stands at most so many lines away.
const NEAR: usize = 6;

/// What was read of a pair.
#[derive(Default)]
pub(super) struct Pairs {
    /// A name whose value is still to come, and its line.
    named: Option<(Option<Says>, usize)>,
    /// Where the value of a `name` begins.
    naming: Option<usize>,
    /// A value whose name is still to come, and its line.
    unnamed: Option<(usize, Value)>,
    /// The indentation of a block of which every value is a secret: `set_sensitive`.
    sensitive: Option<usize>,
    line: usize,
    indent: usize,
}

/// Where a value stands whose name came later.
#[derive(Clone, Copy)]
pub(super) struct Value {
    sep: Sep,
    value: usize,
    open: Option<char>,
}

impl Value {
    /// The word that stands for its name.
    pub(super) fn of<'t>(self, word: &Word<'t>) -> Word<'t> {
        Word { sep: self.sep, value: self.value, open: self.open, ..*word }
    }
}

impl Pairs {
    pub(super) fn next_line(&mut self, line: usize, indent: usize) {
        let far = |at: usize| line > at + NEAR;
        if self.named.is_some_and(|(_, at)| far(at)) {
            self.named = None;
        }
        if self.unnamed.is_some_and(|(at, _)| far(at)) {
            self.unnamed = None;
        }
        if self.sensitive.is_some_and(|own| indent <= own) {
            self.sensitive = None;
        }
        self.naming = None;
        (self.line, self.indent) = (line, indent);
    }

    /// A word with a value after it; what it says where it is the value of a secret's name.
    pub(super) fn value(&mut self, word: &Word<'_>, line: usize) -> Option<Says> {
        match word.text {
            "name" | "Name" | "key" | "variable" => {
                self.naming = Some(word.value);
                None
            }
            "set_sensitive" => {
                self.sensitive = Some(self.indent);
                None
            }
            "value" | "Value" | "stringValue" => match (self.named.take(), self.sensitive) {
                (_, Some(_)) => Some(Says::Surely),
                (Some((says, _)), None) => says,
                (None, None) => {
                    let value = Value { sep: word.sep, value: word.value, open: word.open };
                    self.unnamed = Some((line, value));
                    None
                }
            },
            _ => None,
        }
    }

    /// Whether a word with nothing after it says anything here.
    pub(super) fn are_told_by(&self, word: &Word<'_>) -> bool {
        self.naming.is_some() || word.text == "set_sensitive"
    }

    /// A word with nothing after it. Where it is the name of a value that came before it, that
    /// value's line and place.
    pub(super) fn name(
        &mut self,
        word: &Word<'_>,
        says: Option<Says>,
        line: usize,
    ) -> Option<(usize, Value)> {
        if word.text == "set_sensitive" {
            self.sensitive = Some(self.indent);
        }
        let from = self.naming.take()?;
        if word.span.start > from + 2 {
            return None;
        }
        match (self.unnamed.take(), says) {
            (Some(value), Some(_)) => Some(value),
            (Some(_), None) => None,
            (None, says) => {
                self.named = Some((says, line));
                None
            }
        }
    }
}
