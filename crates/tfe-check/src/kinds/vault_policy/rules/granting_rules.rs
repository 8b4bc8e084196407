//! The rules of TFE's policy that grant something.

use text::Span;
use vault_policy::{Capability, Rule as PolicyRule, RuleKey};

use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;

/// Those that grant, in a policy for TFE; none in another one.
pub(super) fn all<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f PolicyRule> {
    let ours = facts.profile == Profile::TfeExternalVault;
    let grants = |rule: &&PolicyRule| {
        let capabilities = &rule.read.capabilities;
        !capabilities.is_empty() && !capabilities.contains(Capability::Deny)
    };
    facts.document.rules.iter().filter(move |rule| ours && grants(rule))
}

/// The capability's own word; the whole value of the old form.
pub(super) fn word(rule: &PolicyRule, capability: &str) -> Span {
    let lists = rule.all(RuleKey::Capabilities).flat_map(|a| a.elements());
    let element = lists.filter(|e| e.value.as_deref() == Some(capability)).map(|e| e.span).next();
    let legacy = || rule.all(RuleKey::Policy).next().map(|a| a.value.span);
    element.or_else(legacy).unwrap_or(rule.path.span)
}
