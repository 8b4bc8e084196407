//! Whether a policy is for runs with dynamic credentials: it hands out cloud credentials, or has the
//! token paths of a run.

use vault_policy::{Capability, Rule};

use super::evidence::Evidence;
use super::granted::{Granted, any_of};
use super::paths::{is_wild, segments};

/// What a run does with its own token.
const TOKEN: [(&str, Capability); 3] = [
    ("auth/token/lookup-self", Capability::Read),
    ("auth/token/renew-self", Capability::Update),
    ("auth/token/revoke-self", Capability::Update),
];

/// Other programs get credentials from these engines too, so their paths show a run only together
/// with the token paths.
pub(super) fn evidence(policy: &Granted<'_>) -> Evidence {
    let gives = policy.granting().any(|(path, _)| hands_out(&segments(path)));
    let own =
        |(path, rule): &(&str, &Rule)| TOKEN.iter().any(|(p, c)| p == path && any_of(rule, &[*c]));
    let tokens = policy.granting().filter(own).count();
    let reads = policy.granting().any(|(path, _)| {
        !matches!(segments(path).first(), None | Some(&("auth" | "sys" | "cubbyhole")))
    });
    if tokens > 1 && reads {
        Evidence::Enough
    } else if gives {
        Evidence::Guess
    } else {
        Evidence::Nothing
    }
}

/// Where secrets engines hand out cloud credentials.
fn hands_out(path: &[&str]) -> bool {
    const GIVES: [&str; 5] = ["creds", "sts", "roleset", "static-account", "impersonated-account"];
    let [mount, call, ..] = path else { return false };
    let engine = ["aws", "gcp", "azure"].iter().any(|e| mount.contains(e));
    engine && (GIVES.contains(call) || is_wild(call))
}
