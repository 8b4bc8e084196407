//! A login at a path where TFE has no role.

use crate::across::together::known::Known;
use crate::across::together::member::At;
use crate::across::together::say::{put, say};
use crate::base::finding::{Finding, Severity};
use crate::knowledge::rules::any::LOGIN_PATH_WITHOUT_ROLE;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    let Some(own) = known.only_external() else { return Vec::new() };
    let written = own.get("TFE_VAULT_PATH").map_or("approle", |(path, _)| path);
    let mut found = Vec::new();
    path(known, own.place("TFE_VAULT_PATH"), written, &mut found);
    found
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
