//! A deny that changes nothing.

use std::collections::BTreeMap;

use vault_policy::{PathPattern, PatternKind, Rule as PolicyRule};

use super::denials;
use crate::base::finding::Finding;
use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::DENY_WITHOUT_EFFECT;

/// A rule that denies nothing which would be allowed without it. A policy of unknown purpose may be
/// there to deny what other policies grant.
pub(super) fn find(
    facts: &Facts<'_>,
    rule: &PolicyRule,
    grants: &BTreeMap<&PathPattern, &PolicyRule>,
) -> Option<Finding> {
    let inside = |g: &&&PathPattern| covers(&rule.read.pattern, g);
    let found = DENY_WITHOUT_EFFECT.at(denials::decided_at(rule));
    if let Some(grant) = grants.keys().find(inside).and_then(|g| grants.get(*g)) {
        let found = found.say(
            "This deny changes nothing: more specific rules decide for their own paths.",
            "In Vault only the most specific rule decides, even against a broader deny.",
            "Remove it, or deny the exact paths that must be blocked.",
        );
        return Some(found.related(grant.path.span, "this rule still grants"));
    }
    (facts.profile != Profile::None).then(|| {
        found.say(
            "This deny changes nothing in this policy.",
            "Vault denies what no rule grants. It matters only against another policy of the token.",
            "Remove it, unless another policy of the token grants this path.",
        )
    })
}

fn covers(outer: &PathPattern, inner: &PathPattern) -> bool {
    outer.kind == PatternKind::Prefix && inner.text.starts_with(&outer.text)
}
