//! A policy of TFE next to values that use the internal Vault.

use crate::across::together::known::Known;
use crate::across::together::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::EXTERNAL_VAULT_NOT_USED;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    let ([own], Some(policy)) = (known.installations.as_slice(), known.policies.first()) else {
        return Vec::new();
    };
    let whole = own.get("TFE_HOSTNAME").is_some() && own.get("TFE_DATABASE_HOST").is_some();
    let hidden = own.open || own.get("TFE_VAULT_ADDRESS").is_some();
    let off = own.get("TFE_VAULT_USE_EXTERNAL").is_none_or(|(on, _)| on == "false");
    if !whole || hidden || !off {
        return Vec::new();
    }
    let at = own.place("TFE_VAULT_USE_EXTERNAL");
    let found = say(&EXTERNAL_VAULT_NOT_USED, at, policy.at, "The policy for an external Vault.").say(
        "With these values TFE uses its internal Vault, so the policy has no effect.",
        "Without `TFE_VAULT_USE_EXTERNAL` TFE starts its own Vault.",
        "Set `TFE_VAULT_USE_EXTERNAL` and the other settings of the external Vault, if you use one.",
    );
    let mut out = Vec::new();
    put(&mut out, at, found);
    out
}
