use super::{Acl, Entry, rank};
use crate::lower::lower;
use crate::{Operation, PathPattern, PatternKind};

impl Acl {
    /// The entry that denies the path in another letter case: since 2.2.2 an explicit `deny` also
    /// holds for those, "subject to the usual rule specificity" (release notes of Vault 2.2.2). So a
    /// rule that fits the path as written counts only if it is more specific; of two that are alike
    /// but for the case the `deny` counts, as it does of two with one path.
    pub(super) fn denied_in_other_case(
        &self,
        operation: Operation,
        path: &str,
        winner: Option<usize>,
    ) -> Option<usize> {
        let path = lower(path);
        let bare = path.strip_suffix('/').filter(|_| operation == Operation::List);
        let fits = |entry: &Entry| {
            let text = lower(&entry.joined.pattern.text);
            let pattern = PathPattern { kind: entry.joined.pattern.kind, text };
            pattern.matches(&path) || bare.is_some_and(|bare| pattern.matches(bare))
        };
        let entries = self.entries.iter().enumerate();
        let denies = entries.filter(|(_, e)| e.joined.capabilities.denies() && fits(e));
        let (at, deny) = denies.max_by_key(|(_, entry)| specific(&entry.joined.pattern))?;
        let winner =
            winner.and_then(|at| self.entry(at)).map(|entry| specific(&entry.joined.pattern));
        winner.is_none_or(|winner| winner <= specific(&deny.joined.pattern)).then_some(at)
    }
}

/// How specific a pattern is, whatever its letters: one without wildcards is the most.
fn specific(pattern: &PathPattern) -> impl Ord + use<> {
    let (first, closed, wildcards, length, _) = rank(pattern);
    (pattern.kind == PatternKind::Exact, first, closed, wildcards, length)
}
