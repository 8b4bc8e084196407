//! Damaged texts: mended step by step, and checked as they were meant.

use text::EditSet;

use crate::base::finding::{Finding, Rule};
use crate::base::judgement::Judgement;

/// How a kind reads a text, and what it mends where the text was damaged on its way.
///
/// Each rung looks for one damage and is used once, so that a text can be mended as often as there are
/// rungs, and no more.
pub(crate) struct Ladder<C, const N: usize> {
    /// What is wrong with a text as it is. The flag says that it is a part of something longer: what it
    /// lacks may be there.
    pub judge: fn(&C, &str, bool) -> Judgement,
    /// In the order in which they are tried.
    pub rungs: [Rung<C>; N],
}

/// Looks for a damage in a text and in what was found in it; what it found there may be put right too.
pub(crate) type Rung<C> = fn(&C, &str, &mut Judgement) -> Option<Mended>;

/// A damaged text as it was meant.
#[derive(Default)]
pub(crate) struct Mended {
    /// The text as it was meant.
    pub text: String,
    /// What gives it. What is found in it is carried back through these.
    pub edits: EditSet,
    /// What is said of the damage, at the places of the text as it is.
    pub said: Vec<Finding>,
    /// Whether the real program takes the text as it is, where that is known better than from reading it.
    pub accepted: Option<bool>,
    /// The rest of the text is missing.
    pub part: bool,
    /// Only what is found before this place of the mended text is kept.
    pub until: Option<usize>,
    /// Where this rule finds something in the mended text too, nothing was gained by mending it.
    pub in_vain: Option<&'static Rule>,
    /// What is found in the mended text holds only as far as this says, which may change it.
    pub kept: Option<fn(&mut Finding) -> bool>,
}

impl<C, const N: usize> Ladder<C, N> {
    /// What is wrong with a text: with its damage, and with what it was meant as.
    pub(crate) fn climb(&self, with: &C, text: &str, part: bool) -> Judgement {
        self.climb_from(0, with, text, part)
    }

    fn climb_from(&self, first: usize, with: &C, text: &str, part: bool) -> Judgement {
        let mut judged = (self.judge)(with, text, part);
        for (at, rung) in self.rungs.iter().enumerate().skip(first) {
            let Some(mended) = rung(with, text, &mut judged) else { continue };
            let clean = self.climb_from(at + 1, with, &mended.text, part || mended.part);
            let found = |rule: &'static Rule| clean.findings.iter().any(|f| f.rule == rule);
            if !mended.in_vain.is_some_and(found) {
                return mended.carried_back(clean, judged.accepted);
            }
        }
        judged
    }
}

impl Mended {
    /// What is said of the damage, and what was found in the mended text at the places of the damaged one.
    fn carried_back(self, clean: Judgement, accepted: Option<bool>) -> Judgement {
        let mut findings = self.said;
        let mut found = clean.findings;
        if let Some(kept) = self.kept {
            found.retain_mut(kept);
        }
        if let Some(end) = self.until {
            found.retain(|finding| finding.primary.end <= end);
            for finding in &mut found {
                let is_before = |at: &text::Edit| at.span.end <= end;
                finding.fixes.retain(|fix| fix.edits.edits().iter().all(is_before));
            }
        }
        findings.extend(Finding::all_before(found, &self.edits));
        Judgement { accepted: self.accepted.or(accepted), findings }
    }
}
