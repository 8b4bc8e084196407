//! The policy that was documented before v202206-1.

use vault_policy::Rule as PolicyRule;

use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;

/// The release whose documentation replaced that policy.
const NEW: &str = "v202206-1";

/// Renewal paths that TFE does not call, with those that took their place. The first two are of the
/// policy for Private TFE, the last of drafts of June 2022.
const OLD: [(&str, &[&str]); 3] = [
    ("sys/renew/*", &["sys/leases/renew", "sys/renew"]),
    ("auth/token/renew/*", &["auth/token/renew", "auth/token/renew-self"]),
    (DRAFT, &["sys/leases/renew"]),
];

/// A path of drafts of June 2022.
pub(super) const DRAFT: &str = "sys/leases/renew/*";

/// Whether a path is one of those.
pub(super) fn is_old(path: &str) -> bool {
    successors(path).is_some()
}

/// Whether a rule is reported as one of those.
pub(super) fn is_told(facts: &Facts<'_>, rule: &PolicyRule) -> bool {
    asks(facts) && is_old(&rule.path.value)
}

/// Whether a policy for TFE is to be as it is documented today.
pub(super) fn asks(facts: &Facts<'_>) -> bool {
    facts.profile == Profile::TfeExternalVault && !facts.versions.tfe_before(NEW)
}

/// The paths that took the place of an old one.
pub(super) fn successors(path: &str) -> Option<&'static [&'static str]> {
    let path = path.trim_start_matches('/');
    OLD.iter().find(|(old, _)| *old == path).map(|(_, new)| *new)
}

/// A rule's path without a `/` at its start.
pub(super) fn bare(rule: &PolicyRule) -> &str {
    rule.path.value.trim_start_matches('/')
}
