//! An AWS role that values name and that does not trust their service account.

use crate::across::together::member::{At, Member};
use crate::across::together::say::{put, say};
use crate::base::finding::Finding;
use crate::base::versions::Versions;
use crate::kinds::helm_overrides::{PodIdentity, pod_identity};
use crate::kinds::terraform::{PodRole, pod_roles};
use crate::knowledge::rules::any::AWS_ROLE_TRUSTS_ANOTHER_ACCOUNT;

/// Compares the service account of values with the accounts that the role trusts which they name.
pub(in crate::across::together) fn find(
    values: &[&Member],
    files: &[&Member],
    versions: &Versions,
) -> Vec<(usize, Finding)> {
    let written = |file: &&Member| {
        pod_roles(&file.text)
            .into_iter()
            .filter_map(|role| {
                let at = file.at(role.at)?;
                Some((role, at))
            })
            .collect::<Vec<_>>()
    };
    let roles: Vec<(PodRole, At)> = files.iter().flat_map(written).collect();
    if roles.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for member in values {
        let Some(identity) = pod_identity(&member.text, versions) else { continue };
        // Several of one name are those of several accounts of AWS.
        let mut same = roles.iter().filter(|(role, _)| role.name == identity.role);
        let (Some((role, there)), None) = (same.next(), same.next()) else { continue };
        if role.may_trust(&identity.account) {
            continue;
        }
        let Some(at) = member.at(identity.span) else { continue };
        put(&mut found, at, untrusted(&identity, at, *there));
    }
    found
}

fn untrusted(identity: &PodIdentity, at: At, there: At) -> Finding {
    let PodIdentity { role, account, .. } = identity;
    say(&AWS_ROLE_TRUSTS_ANOTHER_ACCOUNT, at, there, "The role trusts this account.").say(
        format!("The AWS role `{role}` does not trust the service account `{account}`."),
        "TFE gets no login to S3: AccessDenied, not authorized to perform AssumeRoleWithWebIdentity.",
        format!("Name `{account}` in the role's trust policy, or the account that the role trusts here."),
    )
}
