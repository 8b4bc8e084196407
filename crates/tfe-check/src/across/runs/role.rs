//! The role that a run logs in with, and the roles that are written.

use text::{Edit, short};

use super::facts::{Facts, Placed as At};
use super::placed::{Placed, related};
use crate::base::finding::{Fix, Severity};
use crate::carry::jwt::{JwtRole, is_literal};
use crate::carry::variables::{Beside, Variable};
use crate::kinds::workspace_variables::{self as variables, Login};
use crate::knowledge::rules::any::{RUN_AUDIENCE_NOT_BOUND, RUN_ROLE_NOT_WRITTEN};

type Role = At<JwtRole>;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Placed>) {
    let roles: Vec<&Role> =
        facts.roles.iter().filter(|r| !r.what.is_config && r.what.is_for_runs()).collect();
    if roles.is_empty() {
        return;
    }
    let alone = Beside::default();
    for lists in &facts.lists {
        for own in variables::Facts::each(&lists.what, &alone) {
            for login in Login::all(&own) {
                one(facts, &roles, &login, lists.document, out);
            }
        }
    }
}

fn one(
    facts: &Facts<'_>,
    roles: &[&Role],
    login: &Login<'_>,
    document: usize,
    out: &mut Vec<Placed>,
) {
    let Some(mount) = login.mount() else { return };
    for (_, variable) in &login.roles {
        let Some(name) = variable.value.as_deref().filter(|name| !name.is_empty()) else {
            continue;
        };
        let is_here = |role: &&&Role| {
            role.what.mount.as_deref().is_none_or(|own| own.trim_matches('/') == mount)
        };
        let is_named = |role: &&&Role| role.what.name.as_deref() == Some(name);
        match roles.iter().filter(is_here).find(is_named) {
            Some(role) => audience(role, login, document, out),
            None if !roles.iter().any(|role| role.what.name.as_deref() == Some(name))
                && facts.may_write(name) => {}
            None if roles.iter().all(|role| role.what.name.is_some()) => {
                out.extend(not_written(roles, variable, name, mount, document));
            }
            // JSON does not say what its role is called.
            None => {
                if let [only] = roles {
                    audience(only, login, document, out);
                }
            }
        }
    }
}

fn not_written(
    roles: &[&Role],
    variable: &Variable,
    name: &str,
    mount: &str,
    document: usize,
) -> Option<Placed> {
    let elsewhere = roles.iter().find(|role| role.what.name.as_deref() == Some(name));
    if let Some(role) = elsewhere {
        let own = role.what.mount.as_deref().unwrap_or("");
        let finding = RUN_ROLE_NOT_WRITTEN.at(variable.at()).say(
            format!("The role {} is at another mount than the run logs in at.", short(name)),
            format!("The run logs in at auth/{mount}, the role is at auth/{own}: Vault answers that it could not be found."),
            format!("Set TFC_VAULT_AUTH_PATH to {own}, or write the role at auth/{mount}."),
        );
        return Some((
            document,
            related(finding, document, role.document, role.what.at, "the role is written here"),
        ));
    }
    let names = roles.iter().filter_map(|role| role.what.name.as_deref());
    let near = text::nearest(name, names);
    let role = roles.iter().find(|role| near.is_none() || role.what.name.as_deref() == near)?;
    let fix =
        near.map(|near| Fix::review(format!("Write {near}"), Edit::replace(variable.place, near)));
    let finding = RUN_ROLE_NOT_WRITTEN
        .at(variable.at())
        .say(
            format!("None of the roles that are written here is called {}.", short(name)),
            format!(
                "If Vault has no such role, every login fails: role \"{}\" could not be found.",
                short(name)
            ),
            match near {
                Some(near) => format!("Write {near}."),
                None => "Write the name of a role that exists.".to_owned(),
            },
        )
        .severity(if near.is_some() { Severity::Error } else { Severity::Warning })
        .fix(fix);
    Some((
        document,
        related(finding, document, role.document, role.what.at, "a role is written here"),
    ))
}

fn audience(role: &Role, login: &Login<'_>, document: usize, out: &mut Vec<Placed>) {
    let Some(wanted) = login.audience() else { return };
    let given: Vec<_> = role.what.all("bound_audiences").collect();
    let unknown = given.iter().any(|s| !is_literal(&s.value));
    let is_bound = given.iter().any(|s| s.value == wanted);
    let [first, ..] = given.as_slice() else { return };
    if unknown
        || is_bound
        || out
            .iter()
            .any(|(_, f)| f.rule == &RUN_AUDIENCE_NOT_BOUND && f.primary == first.value_span)
    {
        return;
    }
    let severity = if login.audience.is_some() { Severity::Error } else { Severity::Warning };
    let fix = (given.len() == 1 && role.document != document)
        .then(|| Fix::review(format!("Write {wanted}"), Edit::replace(first.value_span, wanted)));
    let finding = RUN_AUDIENCE_NOT_BOUND
        .at(first.value_span)
        .say(
            "The role does not accept the audience that the run asks for.",
            format!("The token of the run is for {wanted}. Every login fails: invalid audience (aud) claim."),
            format!("Add {wanted} to bound_audiences."),
        )
        .severity(severity)
        .fix(fix);
    let at = login.audience.map_or(login.switch.variable.key, Variable::at);
    out.push((
        role.document,
        related(finding, role.document, document, at, "the run logs in with these variables"),
    ));
}
