//! Another namespace than the one in which Vault is set up.

use crate::across::together::known::Known;
use crate::across::together::member::At;
use crate::across::together::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::VAULT_NAMESPACES_DIFFER;

pub(super) fn find(known: &Known, out: &mut Vec<(usize, Finding)>) {
    let given = known.only_external().and_then(|own| own.get("TFE_VAULT_NAMESPACE"));
    if let Some((written, at)) = given {
        namespace(known, at, written, out);
    }
}

fn namespace(known: &Known, at: At, written: &str, out: &mut Vec<(usize, Finding)>) {
    let own = written.trim_matches('/');
    let mut named = Vec::new();
    for namespace in &known.setup.namespaces {
        // A command without one may get it from the shell.
        let Some((name, place)) = namespace else { return };
        named.push((name.trim_matches('/'), *place));
    }
    let Some((first, place)) = named.first().copied() else { return };
    let one = named.iter().all(|(name, _)| *name == first);
    let part = own.split('/').any(|part| first.split('/').any(|other| other == part));
    if !one || part {
        return;
    }
    let found = say(&VAULT_NAMESPACES_DIFFER, at, place, "Vault is set up in this namespace.").say(
        format!("TFE uses the namespace `{own}`, and Vault is set up in `{first}`."),
        "Login and encryption are denied with 403: policies and roles are only in their own namespace.",
        "Write the same namespace at both places.",
    );
    put(out, at, found);
}
