//! What a deny is, and where it is in its rule.

use text::{EditSet, Span};
use vault_policy::{
    Attribute, AttributeValue, Capability, PatternKind, Rule as PolicyRule, RuleKey, edit,
};

use super::change;
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
    if let Some(old) = old_deny(rule) {
        let granted = words.next().is_some() && words.all(|e| e.value.as_deref() != Some("deny"));
        return change::without_attribute(facts, old).filter(|_| granted);
    }
    let others = words.any(|e| e.value.as_deref() != Some(Capability::Deny.word()));
    let edits = edit::remove_capability(facts.text, rule, Capability::Deny);
    edits.filter(|e| others && !e.is_empty())
}

/// The old `policy = "deny"`: next to it the list of capabilities does not count, whatever is in it.
pub(super) fn old_deny(rule: &PolicyRule) -> Option<&Attribute> {
    // Of several the last one counts.
    let old = rule.all(RuleKey::Policy).last()?;
    matches!(&old.value.value, AttributeValue::Scalar(word) if word == "deny").then_some(old)
}

/// What a rule grants or denies; its path where nothing says it.
pub(super) fn decided_at(rule: &PolicyRule) -> Span {
    let mut grants = rule.all(RuleKey::Capabilities).chain(rule.all(RuleKey::Policy));
    let first = old_deny(rule).or_else(|| grants.next());
    first.map_or(rule.path.span, |a| a.value.span)
}
