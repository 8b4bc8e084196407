//! A policy that is not what its file's name says.

use crate::base::finding::Finding;
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Facts, named};
use crate::knowledge::rules::vault_policy::POLICY_NOT_AS_NAMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(name) = facts.name else { return Vec::new() };
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let Some(named) = named(file) else { return Vec::new() };
    let (Some(first), true) = (facts.document.rules.first(), named != facts.profile) else {
        return Vec::new();
    };
    // A policy for something else entirely may have any name but TFE's own.
    if facts.profile == Profile::None && named != Profile::TfeExternalVault {
        return Vec::new();
    }
    let action = match named {
        Profile::TfeExternalVault => "Write TFE's own policy under this name, or rename it.",
        _ => "Write the snapshot agent's policy under this name, or rename it.",
    };
    let found = POLICY_NOT_AS_NAMED.at(first.path.span).say(
        format!("`{file}` contains {}.", holds(facts.profile)),
        match named {
            Profile::TfeExternalVault => {
                "Written to Vault as TFE's policy, it makes every call to transit/ fail with 403."
            }
            _ => "Written to Vault as the agent's policy, it cannot save a snapshot.",
        },
        action,
    );
    vec![found]
}

fn holds(profile: Profile) -> &'static str {
    match profile {
        Profile::TfeExternalVault => "the policy of Terraform Enterprise",
        Profile::RaftSnapshot => "a policy for Raft snapshots",
        Profile::DynamicCredentials => "a policy for runs with dynamic credentials",
        Profile::None => "no rule for the keys of Terraform Enterprise",
    }
}
