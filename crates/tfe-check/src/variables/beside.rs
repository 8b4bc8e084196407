//! The lists of the other texts that are given: what one list lacks may be in another.

use std::rc::Rc;

use super::List;

/// All lists that are given, as one text sees them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    /// Each with the place of its text among all texts.
    all: Rc<[(usize, List)]>,
    /// The text that is looked at.
    own: usize,
}

impl Beside {
    /// The lists of all texts, each with the place of its text, as the text at a place sees them.
    pub(crate) fn of(all: &Rc<[(usize, List)]>, own: usize) -> Self {
        Self { all: Rc::clone(all), own }
    }

    /// The lists of the other texts.
    pub(crate) fn lists(&self) -> impl Iterator<Item = &List> {
        self.all.iter().filter(|(text, _)| *text != self.own).map(|(_, list)| list)
    }
}
