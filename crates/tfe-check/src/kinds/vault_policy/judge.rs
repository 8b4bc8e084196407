//! What is wrong with a policy.

use text::EditSetBuilder;
use vault_policy::{Problem, ProblemKind};

use super::facts::{Facts, With};
use super::flattened::Flattened;
use super::folding::folded;
use super::{guard, mended as damage, rules};
use crate::base::finding::{Finding, Safety};
use crate::base::judgement::Judgement;
use crate::contract::Ladder;

/// What is wrong with a policy.
pub(crate) fn judge(text: &str, with: &With<'_>) -> Judgement {
    let rungs = damage::rungs();
    Ladder { judge: as_it_is, rungs }.climb(with, text, false)
}

/// What is wrong with a text as it is. What a part lacks may be elsewhere.
fn as_it_is(with: &With<'_>, text: &str, part: bool) -> Judgement {
    let With { purpose, name, versions, others, quoted } = *with;
    let facts = Facts { name, quoted, ..Facts::among(text, purpose, versions, others) };
    let mut findings = rules::structure(&facts);
    let accepted = facts.accepted();
    if part || hides_rules(&facts) {
        findings.retain(|finding| !finding.rule.absence);
        return Judgement { accepted: Some(accepted), findings };
    }
    if Flattened::of(text, &findings).is_some() {
        // What is missing is only known once the line breaks are back.
        return Judgement { accepted: Some(accepted), findings };
    }
    let mended = mended(text, &findings).map(|once| again(&facts, accepted, once));
    let same = mended.is_none() && others.list.is_empty();
    let mended = (!same).then(|| facts.allowed_by(mended.as_deref().unwrap_or(text)));
    let missing = rules::missing::find(&facts, mended.as_ref().unwrap_or(&facts.access));
    let missing = folded(&facts, missing);
    findings.extend(missing.into_iter().map(|one| one.finding));
    guard::keep_answers(&facts, accepted, &mut findings);
    Judgement { accepted: Some(accepted), findings }
}

/// The mended text of a policy that Vault rejects, with what its damage hid put right too: a path whose quotes are wrong
/// has a `v1/`, a word in them is misspelt. What is wrong there is no reason to add anything.
fn again(facts: &Facts<'_>, accepted: bool, once: String) -> String {
    if accepted {
        return once;
    }
    let clean = Facts::among(&once, facts.purpose, facts.versions, &facts.others);
    let findings = rules::structure(&clean);
    mended(&once, &findings).unwrap_or(once)
}

/// Whether a comment that is never closed has rules in it: nothing shows which of them it was meant to hold.
fn hides_rules(facts: &Facts<'_>) -> bool {
    let open = |p: &&Problem| matches!(p.kind, ProblemKind::UnterminatedComment);
    let comment = facts.document.problems.iter().find(open);
    let rest = comment.and_then(|p| facts.text.get(p.span.start..));
    rest.is_some_and(|rest| rest.lines().any(|line| line.trim_start().starts_with("path \"")))
}

/// The text with its structure corrected, so one cause gives one finding:
/// a rule with a typo in it is reported once, and not again as missing.
pub(super) fn mended(text: &str, findings: &[Finding]) -> Option<String> {
    let mut all = EditSetBuilder::default();
    for finding in findings.iter().filter(|f| !rules::path_too_broad::works(f)) {
        if let Some(fix) = finding.fixes.iter().find(|f| f.safety >= Safety::Review) {
            // What does not go together with an earlier fix stays as it is.
            let _ = all.add(&fix.edits);
        }
    }
    let all = all.finish();
    if all.is_empty() { None } else { all.apply(text).ok() }
}
