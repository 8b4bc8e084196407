//! Another namespace than the one in which Vault is set up.

use crate::across::together::known::Known;
use crate::across::together::member::At;
use crate::across::together::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::VAULT_NAMESPACES_DIFFER;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    let given = known.only_external().and_then(|own| own.get("TFE_VAULT_NAMESPACE"));
    let mut found = Vec::new();
    if let Some((written, at)) = given {
        namespace(known, at, written, &mut found);
    }
    found
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
    if !one || may_be_one(own, first) {
        return;
    }
    let found = say(&VAULT_NAMESPACES_DIFFER, at, place, "Vault is set up in this namespace.").say(
        format!("TFE uses the namespace `{own}`, and Vault is set up in `{first}`."),
        "Login and encryption are denied with 403: policies and roles are only in their own namespace.",
        "Write the same namespace at both places.",
    );
    put(out, at, found);
}

/// Whether two names may mean one namespace: that of a provider is put before that of its resources, and a child
/// is written from its parent.
fn may_be_one(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
    let begins = long.strip_prefix(short).is_some_and(|rest| rest.starts_with('/'));
    let ends = long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'));
    long == short || begins || ends
}
