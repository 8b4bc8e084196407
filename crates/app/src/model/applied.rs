//! How many findings the fixes of a document removed, undo and redo included.

/// The fixes that were applied, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Applied {
    steps: Vec<Step>,
    /// The number of them that are in the text: undo takes back the last ones.
    in_text: usize,
}

#[derive(Clone, Debug)]
struct Step {
    before: Mark,
    after: Mark,
    findings: usize,
}

/// Enough to know a text again without keeping it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    length: usize,
    hash: u64,
}

impl Mark {
    /// FNV-1a: short, and nobody gains anything from two texts with the same one.
    fn of(text: &str) -> Self {
        let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self { length: text.len(), hash: text.bytes().fold(0xcbf2_9ce4_8422_2325, step) }
    }

    fn is_of(self, text: &str) -> bool {
        self.length == text.len() && self == Self::of(text)
    }
}

impl Applied {
    /// A fix that removed some findings.
    pub(crate) fn add(&mut self, before: &str, after: &str, findings: usize) {
        self.steps.truncate(self.in_text);
        let (before, after) = (Mark::of(before), Mark::of(after));
        self.steps.push(Step { before, after, findings });
        self.in_text = self.steps.len();
    }

    /// The text is another one now, perhaps because a fix was undone or done again.
    pub(crate) fn follow(&mut self, text: &str) {
        if let Some(at) = self.steps.iter().position(|step| step.before.is_of(text)) {
            self.in_text = at;
        } else if let Some(at) = self.steps.iter().position(|step| step.after.is_of(text)) {
            self.in_text = at + 1;
        }
    }

    /// Whether a fix is the last thing that happened to this text.
    pub(crate) fn is_last_in(&self, text: &str) -> bool {
        let last = self.in_text.checked_sub(1).and_then(|at| self.steps.get(at));
        last.is_some_and(|step| step.after.is_of(text))
    }

    /// The number of findings that are gone because of the fixes in the text.
    pub(crate) fn findings(&self) -> usize {
        self.steps.iter().take(self.in_text).map(|step| step.findings).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_count() {
        let mut applied = Applied::default();
        applied.add("a", "b", 2);
        applied.add("b", "c", 1);
        assert_eq!(applied.findings(), 3);
        assert!(applied.is_last_in("c") && !applied.is_last_in("cx"));
        for (text, findings) in
            [("b", 2), ("a", 0), ("ax", 0), ("a", 0), ("b", 2), ("c", 3), ("cx", 3)]
        {
            applied.follow(text);
            assert_eq!(applied.findings(), findings, "{text}");
        }
        applied.follow("a");
        applied.add("a", "d", 4);
        assert_eq!(applied.findings(), 4);
        applied.follow("c");
        assert_eq!(applied.findings(), 4, "that way is gone");
    }
}
