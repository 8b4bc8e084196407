//! What "fix all" may do to a policy: give what the policy is for, and nothing else. Each change
//! that is offered as safe is checked for Vault's own evaluation, before and after; one that changes an
//! answer outside of the profile's need, or weakens a deny, needs a look.

mod comparison;
mod overlap;

use std::rc::Rc;

use text::{EditSet, EditSetBuilder};
use vault_policy::Document;

use super::Facts;
use super::once::parsed;
use crate::base::finding::{Finding, Safety, Stage};
use comparison::Comparison;

/// How many changes are looked at one by one too, because a fix may be applied without the others.
const SINGLE: usize = 50;

/// Up to this size of the text. Each look reads the whole text again.
const SMALL: usize = 64 * 1024;

/// A text with more problems is broken nearly everywhere, and slow to read.
const BROKEN: usize = 1000;

/// Takes the promise of safety from each fix that does not keep it.
pub(crate) fn keep_answers(facts: &Facts<'_>, accepted: bool, findings: &mut [Finding]) {
    let Some(base) = Base::of(facts, accepted, findings) else { return };
    let count = findings.iter().filter(|f| base.looks_at(f)).count();
    let quick = facts.text.len() <= SMALL && facts.document.problems.len() <= BROKEN;
    let few = count <= SINGLE && quick;
    if few {
        let harmful =
            |f: &&mut Finding| base.looks_at(f) && !base.is_harmless(std::slice::from_ref(f));
        findings.iter_mut().filter(harmful).for_each(needs_a_look);
    }
    if count == 0 || base.is_harmless(findings) {
        return;
    }
    // Each alone does no harm: those that do harm with the earlier ones go.
    for at in 0..findings.len() {
        let looked_at = findings.get(at).is_some_and(|f| base.looks_at(f));
        let harm = |start: &[Finding]| !few || !base.is_harmless(start);
        if looked_at && findings.get(..=at).is_some_and(harm) {
            findings.iter_mut().skip(at).take(1).for_each(needs_a_look);
        }
    }
}

fn safe_edits(finding: &Finding) -> Option<&EditSet> {
    finding.fixes.iter().find(|f| f.safety == Safety::Safe).map(|f| &f.edits)
}

fn needs_a_look(finding: &mut Finding) {
    for fix in finding.fixes.iter_mut().filter(|f| f.safety == Safety::Safe) {
        fix.safety = Safety::Review;
    }
}

/// The policy whose answers are to be kept. One that Vault refuses has none: what is written in it is
/// restored first.
struct Base<'f> {
    facts: &'f Facts<'f>,
    accepted: bool,
    restored: EditSet,
    document: Rc<Document>,
}

impl<'f> Base<'f> {
    fn of(facts: &'f Facts<'f>, accepted: bool, findings: &[Finding]) -> Option<Self> {
        findings.iter().find_map(safe_edits)?;
        let restores = |f: &&Finding| !accepted && f.stage == Stage::Parse;
        let mut all = EditSetBuilder::default();
        for edits in findings.iter().filter(restores).filter_map(safe_edits) {
            // What does not go together with an earlier fix is done in the next round.
            let _ = all.add(edits);
        }
        let restored = all.finish();
        let document = parsed(&restored.apply(facts.text).ok()?);
        Some(Self { facts, accepted, restored, document })
    }

    /// Whether a finding has a fix that may do more than to restore what is written.
    fn looks_at(&self, finding: &Finding) -> bool {
        safe_edits(finding).is_some() && (self.accepted || finding.stage != Stage::Parse)
    }

    /// Whether all answers stay but those to what the policy is for.
    fn is_harmless(&self, findings: &[Finding]) -> bool {
        let mut all = EditSetBuilder::default();
        let mut fits = all.add(&self.restored).is_ok();
        let mut changes = findings.iter().filter(|f| self.looks_at(f)).filter_map(safe_edits);
        let alone = findings.len() == 1;
        // Of several, what does not go together with an earlier one is done in the next round.
        changes.by_ref().for_each(|edits| fits &= all.add(edits).is_ok() || !alone);
        let Some(text) = all.finish().apply(self.facts.text).ok().filter(|_| fits) else {
            return false;
        };
        let after = vault_policy::parse(&text);
        (!self.accepted || after.accepted(self.facts.line()))
            && Comparison::of(self.facts, &self.document, &after).is_harmless()
    }
}
