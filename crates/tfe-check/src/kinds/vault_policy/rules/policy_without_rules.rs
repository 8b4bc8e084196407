//! A policy without a rule: Vault takes it, and it grants nothing.

use text::Span;

use super::change;
use super::lack::Lack;
use crate::base::finding::{Fix, Severity};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::POLICY_WITHOUT_RULES;

/// One finding in place of all that is missing.
pub(crate) fn folded(facts: &Facts<'_>, missing: &mut Vec<Lack>) {
    let document = &facts.document;
    // An empty file has a finding of its own.
    let silent = missing.is_empty() && facts.text.trim().is_empty();
    let damaged = !document.problems.is_empty() || !document.swallowed(facts.text).is_empty();
    if silent || damaged || !document.rules.is_empty() {
        return;
    }
    let worst = missing.iter().map(|one| one.finding.severity).max().unwrap_or(Severity::Warning);
    let start = facts.text.len() - facts.text.trim_start().len();
    let line = facts.text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    let added = change::together(missing.iter().map(|one| &one.finding));
    let found = POLICY_WITHOUT_RULES
        .at(Span::new(start, start + line.len()))
        .severity(worst)
        .say(
            "This policy has no rules: Vault accepts it, and it grants nothing.",
            "A token with only this policy gets 403 for everything but its own token.",
            "Check the whole policy, or remove the # from the rules that should apply.",
        )
        .fix(Fix::safe("Add the documented rules", added));
    *missing = vec![Lack::by_a_fault(found)];
}
