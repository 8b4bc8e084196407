//! How much is done to offer changes, and in which quotes they are written.

use helm_values::Style;

use super::facts::Facts;

/// So much is read to try changes: hundreds of changes of a usual file.
pub(super) const BUDGET: usize = 2 * 1024 * 1024;

/// What a change costs in addition to reading the file.
const STEP: usize = 1024;

/// So many changes are made that need no reading: more than a file of 1 MB has lines. What was left for the
/// next round would have the whole text read and rendered once more.
pub(super) const SURE: usize = 64 * 1024;

impl Facts<'_> {
    /// Whether one more change may be tried.
    pub(crate) fn may_change(&self) -> bool {
        let left = self.budget.get();
        self.budget.set(left.saturating_sub(self.text.len() + STEP));
        left > 0
    }

    /// Whether one more change may be made that needs no trial.
    pub(crate) fn may_change_surely(&self) -> bool {
        let left = self.sure.get();
        self.sure.set(left.saturating_sub(1));
        left > 0
    }

    /// The quotes that most quoted values of the file have.
    pub(crate) fn quotes(&self) -> char {
        let style = |style: Style| {
            let styles = self.document.nodes().filter_map(|(_, n)| n.as_scalar());
            styles.filter(|s| s.style == style).count()
        };
        *self
            .quotes
            .get_or_init(|| if style(Style::Single) > style(Style::Double) { '\'' } else { '"' })
    }
}
