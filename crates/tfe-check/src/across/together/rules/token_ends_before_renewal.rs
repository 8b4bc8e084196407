//! A token that expires before TFE renews it.

use crate::across::together::known::Known;
use crate::across::together::member::At;
use crate::across::together::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::TOKEN_ENDS_BEFORE_RENEWAL;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    let given = known.only_external().and_then(|own| own.get("TFE_VAULT_TOKEN_RENEW"));
    let given = given.and_then(|(text, at)| Some((text.parse::<i64>().ok()?, at)));
    let mut found = Vec::new();
    if let Some((seconds, at)) = given {
        renewal(known, at, seconds, &mut found);
    }
    found
}

/// What an hour is not enough for is reported without the setting, too.
const DEFAULT_RENEWAL: i64 = 3600;

fn renewal(known: &Known, at: At, seconds: i64, out: &mut Vec<(usize, Finding)>) {
    let mut roles = known.setup.roles.iter().filter(|role| role.tfe);
    let (Some(role), None) = (roles.next(), roles.next()) else { return };
    let Some((period, place)) = role.period.filter(|(p, _)| *p > DEFAULT_RENEWAL) else { return };
    if period > seconds {
        return;
    }
    let found = say(&TOKEN_ENDS_BEFORE_RENEWAL, at, place, "The period of the token.").say(
        "TFE renews its token after it has expired.",
        "The token lives for its period, and TFE waits longer before it renews it: 403 from Vault.",
        format!("Set `TFE_VAULT_TOKEN_RENEW` to less than {period}, or leave it out."),
    );
    put(out, at, found);
}
