//! The roles that runs log in with, as the variables name them.

use super::facts::{Facts, Placed};
use crate::kinds::workspace_variables::{self as variables, Login};
use crate::roles::jwt::JwtRole;
use crate::variables::{Beside, Variable};

/// A role that is written in one of the texts.
pub(super) type Role = Placed<JwtRole>;

/// A role that a run logs in with.
pub(super) struct Wanted<'f> {
    /// The document of the variables.
    pub document: usize,
    pub login: &'f Login<'f>,
    /// The variable that names the role.
    pub variable: &'f Variable,
    pub name: &'f str,
    /// Where the run logs in.
    pub mount: &'f str,
    /// All roles for runs that are written.
    pub roles: &'f [&'f Role],
    pub meant: Meant<'f>,
}

/// Which of the roles that are written is meant.
#[derive(Clone, Copy)]
pub(super) enum Meant<'f> {
    Written(&'f Role),
    /// None of them.
    Absent,
    /// What is not shown may write it.
    Unknown,
}

/// Calls `see` with each role that a run logs in with; never where no role for runs is written.
pub(super) fn each_wanted(facts: &Facts<'_>, see: &mut dyn FnMut(&Wanted<'_>)) {
    let roles: Vec<&Role> = facts.roles.iter().filter(|r| r.what.admits_runs()).collect();
    if roles.is_empty() {
        return;
    }
    let alone = Beside::default();
    for lists in &facts.lists {
        for own in variables::Facts::each(&lists.what, &alone) {
            for login in Login::all(&own) {
                of_login(facts, &roles, &login, lists.document, see);
            }
        }
    }
}

fn of_login(
    facts: &Facts<'_>,
    roles: &[&Role],
    login: &Login<'_>,
    document: usize,
    see: &mut dyn FnMut(&Wanted<'_>),
) {
    let Some(mount) = login.mount() else { return };
    for (_, variable) in &login.roles {
        if let Some(name) = variable.value.as_deref().filter(|name| !name.is_empty()) {
            let meant = meant(facts, roles, name, mount);
            see(&Wanted { document, login, variable, name, mount, roles, meant });
        }
    }
}

/// The role of a name at a mount.
fn meant<'f>(facts: &Facts<'_>, roles: &[&'f Role], name: &str, mount: &str) -> Meant<'f> {
    let is_named = |role: &&&Role| role.what.name.as_deref() == Some(name);
    let is_here =
        |role: &&&Role| role.what.mount.as_deref().is_none_or(|own| own.trim_matches('/') == mount);
    if let Some(role) = roles.iter().filter(is_here).find(is_named) {
        return Meant::Written(role);
    }
    if !roles.iter().any(|role| is_named(&role)) && facts.may_write(name) {
        return Meant::Unknown;
    }
    match roles {
        all if all.iter().all(|role| role.what.name.is_some()) => Meant::Absent,
        // JSON does not say what its role is called.
        [only] => Meant::Written(only),
        _ => Meant::Unknown,
    }
}
