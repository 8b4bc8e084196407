//! What a deny is, and where it is in its rule.

use text::{EditSet, Span};
use vault_policy::{Capability, PatternKind, Rule as PolicyRule, RuleKey, edit};

use crate::kinds::vault_policy::Facts;

/// Whether a rule denies.
pub(super) fn denies(rule: &PolicyRule) -> bool {
    rule.read.capabilities.contains(Capability::Deny)
}

/// Whether a deny is for the whole engine: what is needed is then simply not granted.
pub(super) fn catches_all(facts: &Facts<'_>, rule: &PolicyRule) -> bool {
    let pattern = &rule.read.pattern;
    let engine = format!("{}/", facts.place.transit);
    denies(rule) && pattern.kind == PatternKind::Prefix && engine.starts_with(&pattern.text)
}

/// The word taken out of a list that holds others too.
pub(super) fn without_word(facts: &Facts<'_>, rule: &PolicyRule) -> Option<EditSet> {
    let mut words = rule.all(RuleKey::Capabilities).flat_map(|a| a.elements());
    let others = words.any(|e| e.value.as_deref() != Some(Capability::Deny.word()));
    let edits = edit::remove_capability(facts.text, rule, Capability::Deny);
    edits.filter(|e| others && !e.is_empty())
}

/// What a rule grants or denies; its path where nothing says it.
pub(super) fn decided_at(rule: &PolicyRule) -> Span {
    let mut grants = rule.all(RuleKey::Capabilities).chain(rule.all(RuleKey::Policy));
    grants.next().map_or(rule.path.span, |a| a.value.span)
}
