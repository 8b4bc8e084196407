//! Two installations that share what each needs for itself.

use super::installation::{Installation, is_real};
use super::known::Known;
use super::member::At;
use super::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::{
    DATABASE_SHARED_BY_INSTALLATIONS, VAULT_SHARED_BY_INSTALLATIONS,
};

/// More texts of values are no installations of one person.
const MOST: usize = 20;

pub(super) fn find(known: &Known, out: &mut Vec<(usize, Finding)>) {
    let all = known.installations.get(..MOST.min(known.installations.len())).unwrap_or_default();
    for (n, second) in all.iter().enumerate() {
        for first in all.iter().take(n) {
            if differ(first, second, "TFE_HOSTNAME") {
                vault(first, second, out);
                database(first, second, out);
            }
        }
    }
}

/// Whether both set it, to different values.
fn differ(first: &Installation, second: &Installation, name: &str) -> bool {
    let both = first.get(name).zip(second.get(name));
    both.is_some_and(|((a, _), (b, _))| is_real(a) && is_real(b) && !a.eq_ignore_ascii_case(b))
}

/// The places where both set it to the same value.
fn same(first: &Installation, second: &Installation, name: &str) -> Option<(At, At)> {
    let ((a, one), (b, other)) = first.get(name).zip(second.get(name))?;
    (is_real(a) && a.eq_ignore_ascii_case(b)).then_some((one, other))
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
        "Give each installation a Vault or a namespace of its own.",
    );
    put(out, other, found);
}

fn database(first: &Installation, second: &Installation, out: &mut Vec<(usize, Finding)>) {
    let hosts = same(first, second, "TFE_DATABASE_HOST")
        .filter(|_| first.get("TFE_DATABASE_HOST").is_some_and(|(host, _)| is_outside(host)));
    let name = same(first, second, "TFE_DATABASE_NAME").is_some();
    let bucket = same(first, second, "TFE_OBJECT_STORAGE_S3_BUCKET");
    let (what, (one, other)) = match (hosts.filter(|_| name), bucket) {
        (Some(places), _) => ("database", places),
        (None, Some(places)) => ("bucket", places),
        (None, None) => return,
    };
    let found = say(
        &DATABASE_SHARED_BY_INSTALLATIONS,
        other,
        one,
        "The other installation uses the same one.",
    )
    .say(
        format!("Two installations with different host names use the same {what}."),
        "Each of them changes what the other one has stored.",
        format!("Give each installation a {what} of its own, or use one host name."),
    );
    put(out, other, found);
}

/// Whether a host is the same one for every namespace of a cluster.
fn is_outside(host: &str) -> bool {
    let bare = host.split(':').next().unwrap_or(host);
    bare.contains('.') && !bare.ends_with(".svc") && !bare.contains(".svc.") && bare != "127.0.0.1"
}
