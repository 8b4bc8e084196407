//! A token that ends before TFE renews it.

use super::role_settings;
use crate::base::finding::Finding;
use crate::knowledge::rules::any::APPROLE_PERIOD_TOO_SHORT;
use crate::roles::approle::Role;

/// So often TFE renews its token unless `TFE_VAULT_TOKEN_RENEW` says otherwise, in seconds.
const RENEWED: i64 = 3600;

pub(super) fn find(role: &Role) -> Vec<Finding> {
    // Without a period a renewal gives the token its first TTL again.
    let ends = role_settings::token_end(role).is_some();
    let first = || role.seconds(&["token_ttl"]).filter(|_| !ends);
    let given = role_settings::period(role).or_else(first);
    let Some((short, _)) = given.filter(|(_, s)| (1..=RENEWED).contains(s)) else {
        return Vec::new();
    };
    let fix = role_settings::with(short, "token_period", &role.style.hours(24));
    vec![APPROLE_PERIOD_TOO_SHORT.at(short.span()).fix(fix).say(
        "TFE's token may expire before it is renewed.",
        "TFE renews it every hour unless TFE_VAULT_TOKEN_RENEW says otherwise.",
        role_settings::write_a_period(role),
    )]
}
