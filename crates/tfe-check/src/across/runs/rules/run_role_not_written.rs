//! A role that a run logs in with and that is not among those that are written.

use text::{Edit, short};

use crate::across::runs::facts::Facts;
use crate::across::runs::logins::{Meant, Wanted, each_wanted};
use crate::across::runs::placed::{Placed, related};
use crate::base::finding::{Fix, Severity};
use crate::knowledge::rules::any::RUN_ROLE_NOT_WRITTEN;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Placed> {
    let mut found = Vec::new();
    each_wanted(facts, &mut |wanted| {
        if matches!(wanted.meant, Meant::Absent) {
            found.extend(not_written(wanted));
        }
    });
    found
}

fn not_written(wanted: &Wanted<'_>) -> Option<Placed> {
    let Wanted { document, variable, name, mount, roles, .. } = *wanted;
    let elsewhere = roles.iter().find(|role| role.what.name.as_deref() == Some(name));
    if let Some(role) = elsewhere {
        let own = role.what.mount.as_deref().unwrap_or("");
        let finding = RUN_ROLE_NOT_WRITTEN.at(variable.at()).say(
            format!("The role {} is at a different mount from the one that the run logs in at.", short(name)),
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
            format!("No role here is named {}.", short(name)),
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
