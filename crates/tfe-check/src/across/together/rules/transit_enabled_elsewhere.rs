//! A transit engine at another path than TFE's policy says.

use crate::across::together::known::Known;
use crate::across::together::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::TRANSIT_ENABLED_ELSEWHERE;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    let ([(path, at)], Some(policy)) = (known.setup.transit.as_slice(), known.policies.first())
    else {
        return Vec::new();
    };
    let says = policy.text.contains("\"transit/");
    if path == "transit" || path.contains(['$', '{']) || !says {
        return Vec::new();
    }
    let found = say(&TRANSIT_ENABLED_ELSEWHERE, *at, policy.at, "The policy for TFE's keys.").say(
        format!("The transit engine is enabled at `{path}`, and the policy says `transit/`."),
        "TFE calls `transit/`, and Vault answers 404: `no handler for route`.",
        "Enable the engine without `-path`.",
    );
    let mut out = Vec::new();
    put(&mut out, *at, found);
    out
}
