//! What a policy does not allow, and why it is reported.

use crate::base::finding::Finding;

/// A finding about what is denied.
pub(crate) struct Lack {
    /// The place of the need in the list of what is asked; none where the finding is about a fault that explains
    /// several.
    pub need: Option<usize>,
    pub finding: Finding,
}

impl Lack {
    /// A finding about a fault, in place of what it explains.
    pub(super) fn by_a_fault(finding: Finding) -> Self {
        Self { need: None, finding }
    }

    /// Whether it is about a need of which something holds.
    pub(super) fn is_of(&self, holds: impl FnOnce(usize) -> bool) -> bool {
        self.need.is_some_and(holds)
    }
}
