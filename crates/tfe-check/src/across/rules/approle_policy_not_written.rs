//! A role that gives a policy of another name than the one that the same text writes.

use text::Edit;

use crate::across::parts::Policies;
use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::any::APPROLE_POLICY_NOT_WRITTEN;
use crate::roles::approle::{Attached, Role, Style, Written, names_tfe};

/// Looks at every role: a name that is nearly another one is wrong whosever it is.
pub(super) fn find(held: &Policies<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for role in held.roles {
        let named = role.policies.iter().flatten();
        let absent = |p: &&Attached| {
            p.name != "default" && !held.written.iter().any(|w| w.is_called(&p.name))
        };
        let absent: Vec<&Attached> = named.filter(absent).collect();
        for policy in &absent {
            let Some(meant) = meant(held, role, policy, absent.len()) else { continue };
            found.push(say(role, policy, meant));
        }
    }
    found
}

/// The policy that is written and that no role has, where it is surely the one that is meant.
fn meant<'p>(
    held: &Policies<'p>,
    role: &Role,
    policy: &Attached,
    absent: usize,
) -> Option<&'p Written> {
    let given = |w: &Written| {
        let mut names = held.roles.iter().flat_map(|r| r.policies.iter().flatten());
        names.any(|p| w.is_called(&p.name))
    };
    let left: Vec<&Written> =
        held.written.iter().filter(|w| w.called.is_some() && !given(w)).collect();
    let names = left.iter().filter_map(|w| w.called.as_deref());
    if let Some(near) = text::nearest(&policy.name, names) {
        return left.into_iter().find(|w| w.called.as_deref() == Some(near));
    }
    // `ptfe` for `tfe`: TFE's role has no other policy, and TFE's policy no other role.
    let [only] = left[..] else { return None };
    let alone = absent == 1 && role.policies.as_ref().is_some_and(|all| all.len() == 1);
    (held.is_tfe(only) && alone && names_tfe(&role.name)).then_some(only)
}

fn say(role: &Role, policy: &Attached, meant: &Written) -> Finding {
    let right = meant.called.clone().unwrap_or_default();
    let found = APPROLE_POLICY_NOT_WRITTEN.at(policy.span).related(meant.at, "written here");
    let quoted = role.style == Style::Resource;
    let new = if quoted { format!("\"{right}\"") } else { right.clone() };
    found
        .say(
            format!(
                "The role gets `{}`, but the policy here has another name.",
                text::short(&policy.name)
            ),
            "If Vault has no suitable policy with that name, every call of the token gets 403.",
            format!("Write {right} here, or give the policy that name."),
        )
        .fix(Fix::review(format!("Write {right}"), Edit::replace(policy.span, new)))
}
