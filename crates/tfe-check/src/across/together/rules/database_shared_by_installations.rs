//! Two installations that use the same database or bucket.

use crate::across::together::installation::Installation;
use crate::across::together::known::Known;
use crate::across::together::say::{put, say};
use crate::across::together::twins::{pairs, same};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::DATABASE_SHARED_BY_INSTALLATIONS;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    for (first, second) in pairs(known) {
        database(first, second, &mut found);
    }
    found
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
