//! A policy that is only about the token itself: a login works, and nothing can be read.

use vault_policy::Rule as PolicyRule;

use crate::base::finding::Finding;
use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::POLICY_OF_TOKEN_PATHS;

/// What Vault's default policy grants of a token to itself.
const OWN: [&str; 5] = [
    "auth/token/lookup-self",
    "auth/token/renew-self",
    "auth/token/revoke-self",
    "sys/capabilities-self",
    "cubbyhole/",
];

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let rules = &facts.document.rules;
    let own = |r: &PolicyRule| OWN.contains(&r.read.pattern.text.as_str());
    let granting = rules.iter().filter(|r| !r.read.capabilities.is_empty());
    let damaged = !facts.document.problems.is_empty();
    let alone = facts.others.list.is_empty() && facts.profile != Profile::TfeExternalVault;
    if damaged || !alone || rules.is_empty() || !rules.iter().all(own) {
        return Vec::new();
    }
    let tokens = granting.filter(|r| r.read.pattern.text.starts_with("auth/token/")).count();
    let denies = rules.iter().any(|r| r.read.capabilities.denies());
    let mut found = Vec::new();
    if let Some(first) = rules.first().filter(|_| tokens > 0 && !denies) {
        found.push(POLICY_OF_TOKEN_PATHS.at(first.path.span).say(
            "This policy is only about the token itself; it grants no secret.",
            "A run logs in, and gets 403 for everything that it tries to read. Vault's default policy grants these paths anyway.",
            "Add the paths that the run reads, unless another policy of its role grants them.",
        ));
    }
    found
}
