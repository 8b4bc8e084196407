//! A token that can be used a number of times.

use super::role_settings;
use crate::base::finding::Finding;
use crate::knowledge::rules::any::APPROLE_TOKEN_USES_LIMITED;
use crate::roles::approle::Role;

pub(super) fn find(role: &Role) -> Vec<Finding> {
    let Some(uses) = role.count("token_num_uses") else { return Vec::new() };
    let fix = role_settings::with(uses, "token_num_uses", "0");
    vec![APPROLE_TOKEN_USES_LIMITED.at(uses.span()).fix(fix).say(
        "TFE's token can be used only this many times.",
        "Each encryption is one use; after the last one Vault answers 403.",
        "Remove token_num_uses.",
    )]
}
