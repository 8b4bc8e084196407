//! A token without Vault's default policy, which allows it to renew itself.

use super::role_settings;
use crate::base::finding::Finding;
use crate::knowledge::rules::any::APPROLE_WITHOUT_DEFAULT_POLICY;
use crate::roles::approle::Role;

pub(super) fn find(role: &Role) -> Vec<Finding> {
    let off = role.find("token_no_default_policy").filter(|_| role.is_without_default());
    let Some(off) = off else { return Vec::new() };
    let fix = role_settings::with(off, "token_no_default_policy", "false");
    vec![APPROLE_WITHOUT_DEFAULT_POLICY.at(off.span()).fix(fix).say(
        "TFE's token does not get Vault's default policy.",
        "Token renewal then depends only on TFE's own policy.",
        "Remove token_no_default_policy, or check that the policy allows renewal.",
    )]
}
