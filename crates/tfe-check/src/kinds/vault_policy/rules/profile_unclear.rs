//! A policy that grants something of a profile, and too little to tell that it is for it.

use crate::base::finding::Finding;
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Facts, touching};
use crate::knowledge::rules::vault_policy::PROFILE_UNCLEAR;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(profile) = facts.purpose.unclear else { return Vec::new() };
    let Some(rule) = touching(&facts.document, profile) else { return Vec::new() };
    let (whose, needs) = match profile {
        Profile::TfeExternalVault => (
            "the policy of Terraform Enterprise",
            "It names none of the keys of Terraform Enterprise, and other programs use the same paths.",
        ),
        Profile::RaftSnapshot => {
            ("a policy for Raft snapshots", "It can neither save nor restore a snapshot.")
        }
        Profile::DynamicCredentials | Profile::None => return Vec::new(),
    };
    vec![PROFILE_UNCLEAR.at(rule.path.span).say(
        "Cannot tell what this policy is for, so only Vault's own rules are checked.",
        needs,
        format!(
            "If it is {whose}, check it as a separate file with `--profile {}`.",
            profile.name()
        ),
    )]
}
