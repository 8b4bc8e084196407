//! Where TFE logs in to Vault, and where the role is.

use super::known::Known;
use super::member::At;
use super::say::{put, say};
use crate::base::finding::{Finding, Severity};
use crate::knowledge::rules::any::{
    LOGIN_PATH_WITHOUT_ROLE, TOKEN_ENDS_BEFORE_RENEWAL, VAULT_NAMESPACES_DIFFER,
};

pub(super) fn find(known: &Known, out: &mut Vec<(usize, Finding)>) {
    // Several installations may have several roles.
    let [own] = known.installations.as_slice() else { return };
    if own.uses_vault().is_none() {
        return;
    }
    let written = own.get("TFE_VAULT_PATH").map_or("approle", |(path, _)| path);
    path(known, own.place("TFE_VAULT_PATH"), written, out);
    if let Some((namespace, at)) = own.get("TFE_VAULT_NAMESPACE") {
        self::namespace(known, at, namespace, out);
    }
    let renew = own.get("TFE_VAULT_TOKEN_RENEW");
    if let Some((seconds, at)) = renew.and_then(|(text, at)| Some((text.parse::<i64>().ok()?, at)))
    {
        renewal(known, at, seconds, out);
    }
}

fn path(known: &Known, at: At, written: &str, out: &mut Vec<(usize, Finding)>) {
    let mount = written.trim_matches('/');
    let mount = mount.strip_prefix("auth/").unwrap_or(mount);
    let roles = &known.setup.roles;
    if roles.iter().any(|role| role.mount == mount) {
        return;
    }
    let Some(role) = roles.iter().find(|role| role.tfe) else { return };
    let severity = if known.policies.is_empty() { Severity::Warning } else { Severity::Error };
    let found = say(&LOGIN_PATH_WITHOUT_ROLE, at, role.at, "The role is written here.")
        .severity(severity)
        .say(
            format!("TFE logs in at `auth/{mount}`, and its role is at `auth/{}`.", role.mount),
            "Vault answers 403 or 404 to the login, and TFE does not start.",
            format!("Set `TFE_VAULT_PATH` to `auth/{}`.", role.mount),
        );
    put(out, at, found);
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
        "TFE renews its token only when that has already expired.",
        "The token lives for its period, and TFE waits longer before it renews it: 403 from Vault.",
        format!("Set `TFE_VAULT_TOKEN_RENEW` to less than {period}, or leave it out."),
    );
    put(out, at, found);
}
