//! The policy of TFE, and what uses it.

use super::known::Known;
use super::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::{EXTERNAL_VAULT_NOT_USED, TRANSIT_ENABLED_ELSEWHERE};

pub(super) fn find(known: &Known, out: &mut Vec<(usize, Finding)>) {
    unused(known, out);
    elsewhere(known, out);
}

/// A policy of TFE next to values that use the internal Vault.
fn unused(known: &Known, out: &mut Vec<(usize, Finding)>) {
    let ([own], Some(policy)) = (known.installations.as_slice(), known.policies.first()) else {
        return;
    };
    let whole = own.get("TFE_HOSTNAME").is_some() && own.get("TFE_DATABASE_HOST").is_some();
    let hidden = own.open || own.get("TFE_VAULT_ADDRESS").is_some();
    let off = own.get("TFE_VAULT_USE_EXTERNAL").is_none_or(|(on, _)| on == "false");
    if !whole || hidden || !off {
        return;
    }
    let at = own.place("TFE_VAULT_USE_EXTERNAL");
    let found = say(&EXTERNAL_VAULT_NOT_USED, at, policy.at, "The policy for an external Vault.").say(
        "TFE uses its internal Vault with these values, and never the policy.",
        "Without `TFE_VAULT_USE_EXTERNAL` TFE starts a Vault of its own.",
        "Set `TFE_VAULT_USE_EXTERNAL` and the other settings of the external Vault, if it is meant.",
    );
    put(out, at, found);
}

/// The engine is at another path than the policy says.
fn elsewhere(known: &Known, out: &mut Vec<(usize, Finding)>) {
    let ([(path, at)], Some(policy)) = (known.setup.transit.as_slice(), known.policies.first())
    else {
        return;
    };
    let says = policy.text.contains("\"transit/");
    if path == "transit" || path.contains(['$', '{']) || !says {
        return;
    }
    let found = say(&TRANSIT_ENABLED_ELSEWHERE, *at, policy.at, "The policy for TFE's keys.").say(
        format!("The transit engine is enabled at `{path}`, and the policy says `transit/`."),
        "TFE calls `transit/`, and Vault answers 404: `no handler for route`.",
        "Enable the engine without `-path`.",
    );
    put(out, *at, found);
}
