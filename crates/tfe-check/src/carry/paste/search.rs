//! Looks for the wrapping of a text: it is one where what it leaves can be checked.

use std::cell::Cell;

use super::layer::Layer;
use crate::carry::part::Embedded;

/// So many wrappings deep a text is looked for before one of them is believed.
const LOOK_AHEAD: usize = 2;

/// So many times its own size is looked at in a text, with all that is in it.
const MOST_LOOKS: usize = 100;

/// A shorter text is looked at as if it had this size.
const SMALLEST: usize = 1024;

/// How a text is looked for in its wrappings.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    /// Whether a text as it is can be checked. Recognising needs to know all kinds, wrappings know none.
    is_ours: fn(&str) -> bool,
}

impl Look {
    /// A look by somebody who knows the kinds.
    pub(crate) fn with(is_ours: fn(&str) -> bool) -> Self {
        Self { is_ours }
    }
}

/// How much may still be looked at, in bytes. One for all that is in a text, so that the work grows with
/// its size only.
pub(super) struct Budget {
    left: Cell<usize>,
}

impl Budget {
    pub(super) fn of(text: &str) -> Self {
        Self { left: Cell::new(text.len().max(SMALLEST).saturating_mul(MOST_LOOKS)) }
    }

    /// Takes what a look at a text costs; whether that was there.
    fn spend(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// How much was spent of a text's budget.
    #[cfg(test)]
    pub(super) fn spent(&self, text: &str) -> usize {
        Self::of(text).left.get() - self.left.get()
    }
}

/// Finds the outermost wrapping of a text. A search does not know which wrappings there are.
type Outermost = fn(&str, Search<'_>) -> Option<Layer>;

/// A look that goes down from wrapping to wrapping, so that it ends however deep they are nested.
#[derive(Clone, Copy)]
pub(super) struct Search<'b> {
    look: Look,
    outermost: Outermost,
    /// How many wrappings deeper one may look before one of them is believed.
    ahead: usize,
    budget: &'b Budget,
}

impl<'b> Search<'b> {
    pub(super) fn new(look: Look, outermost: Outermost, budget: &'b Budget) -> Self {
        Self { look, outermost, ahead: LOOK_AHEAD, budget }
    }

    /// Whether a text as it is can be checked.
    pub(super) fn is_ours(self, text: &str) -> bool {
        self.budget.spend(text.len()) && (self.look.is_ours)(text)
    }

    /// Whether a text can be checked, as it is or out of the wrappings that are still around it.
    pub(super) fn is_readable(self, text: &str) -> bool {
        self.is_ours(text)
            || self.deeper().is_some_and(|search| (self.outermost)(text, search).is_some())
    }

    /// The same search, that looks no deeper than this.
    pub(super) fn at_most(self, ahead: usize) -> Self {
        Self { ahead: self.ahead.min(ahead), ..self }
    }

    /// Takes what a look at a text costs; whether that was there.
    pub(super) fn may_look_at(self, text: &str) -> bool {
        self.budget.spend(text.len())
    }

    /// One wrapping deeper; `None` where that is too deep.
    fn deeper(self) -> Option<Self> {
        Some(Self { ahead: self.ahead.checked_sub(1)?, ..self })
    }

    /// Of the texts that a wrapping holds those that can be checked; `None` where none can.
    pub(super) fn readable(self, mut texts: Vec<Embedded>) -> Option<Vec<Embedded>> {
        texts.retain(|text| self.is_readable(&text.text));
        (!texts.is_empty()).then_some(texts)
    }
}
