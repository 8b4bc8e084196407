//! A policy for runs without a rule for a secrets engine.

use text::Span;
use vault_policy::Rule as PolicyRule;

use crate::base::finding::Finding;
use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::SECRETS_PATH_MISSING;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    // Which secrets a run reads is its own matter.
    let is_system = |rule: &PolicyRule| {
        let text = rule.read.pattern.text.as_str();
        ["auth/", "sys/"].iter().any(|system| text.starts_with(system))
    };
    let dynamic = facts.profile == Profile::DynamicCredentials;
    if !dynamic || !facts.document.rules.iter().all(is_system) {
        return Vec::new();
    }
    let first = facts.text.lines().next().map_or(0, str::len);
    vec![SECRETS_PATH_MISSING.at(Span::new(0, first)).say(
        "No rule covers a secrets engine.",
        "The token can manage itself, but gets 403 for every secret and credential.",
        "Add a rule such as path \"aws/creds/ROLE\" with read.",
    )]
}
