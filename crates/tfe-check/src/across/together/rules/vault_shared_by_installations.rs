//! Two installations that use the same Vault and namespace.

use crate::across::together::installation::Installation;
use crate::across::together::known::Known;
use crate::across::together::say::{put, say};
use crate::across::together::twins::{differ, pairs, same};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::VAULT_SHARED_BY_INSTALLATIONS;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    for (first, second) in pairs(known) {
        vault(first, second, &mut found);
    }
    found
}

fn vault(first: &Installation, second: &Installation, out: &mut Vec<(usize, Finding)>) {
    let external = first.uses_vault().is_some() && second.uses_vault().is_some();
    let Some((one, other)) = same(first, second, "TFE_VAULT_ADDRESS").filter(|_| external) else {
        return;
    };
    let namespace = |of: &Installation| {
        of.get("TFE_VAULT_NAMESPACE").map(|(n, _)| n.trim_matches('/').to_owned())
    };
    let databases =
        differ(first, second, "TFE_DATABASE_HOST") || differ(first, second, "TFE_DATABASE_NAME");
    if namespace(first) != namespace(second) || !databases {
        return;
    }
    let found = say(&VAULT_SHARED_BY_INSTALLATIONS, other, one, "The other installation uses the same Vault.").say(
        "Two installations use the same Vault and namespace.",
        "Both use the same names for their keys: one overwrites the keys of the other, and its data is lost.",
        "Give each installation its own Vault or namespace.",
    );
    put(out, other, found);
}
