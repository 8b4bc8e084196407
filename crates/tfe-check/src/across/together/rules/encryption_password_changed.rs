//! A Replicated installation and the values that take its place.

use crate::across::together::known::Known;
use crate::across::together::say::{put, say};
use crate::base::finding::{Finding, Severity};
use crate::knowledge::rules::any::ENCRYPTION_PASSWORD_CHANGED;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    let mut out = Vec::new();
    for own in &known.installations {
        let Some((password, at)) = own.get("TFE_ENCRYPTION_PASSWORD") else { continue };
        if own.uses_vault().is_some() {
            continue;
        }
        let value = |name: &str| own.get(name).map(|(value, _)| value);
        for before in &known.before {
            let host = same(before.hostname.as_deref(), value("TFE_HOSTNAME"));
            let database = before.database.as_ref().is_some_and(|(host, name)| {
                same(Some(bare(host)), value("TFE_DATABASE_HOST").map(bare))
                    && same(Some(name), value("TFE_DATABASE_NAME"))
            });
            if before.password == password || !(host || database) {
                continue;
            }
            let severity = if host && database { Severity::Error } else { Severity::Warning };
            let found = say(
                &ENCRYPTION_PASSWORD_CHANGED,
                at,
                before.at,
                "The password of the old installation.",
            )
            .severity(severity)
            .say(
                "The encryption password differs from that of the Replicated installation.",
                "TFE cannot open its internal Vault with another password, and does not start.",
                "Use the value of `enc_password`.",
            );
            put(&mut out, at, found);
        }
    }
    out
}

fn same(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// A host without the usual port of PostgreSQL.
fn bare(host: &str) -> &str {
    host.strip_suffix(":5432").unwrap_or(host)
}
