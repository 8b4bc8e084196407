//! A snapshot job whose role does not get what it needs.

use vault_policy::Operation;

use crate::across::granted::allows;
use crate::across::together::known::Known;
use crate::across::together::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::SNAPSHOT_POLICY_LACKS_PATH;

/// What Vault saves a snapshot from.
const PATH: &str = "sys/storage/raft/snapshot";

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    // Of several policies and roles it is not known which are the job's.
    let (Some(job), [policy]) = (known.snapshot_jobs.first(), known.others.as_slice()) else {
        return Vec::new();
    };
    if known.single_policy_roles != Some(1) {
        return Vec::new();
    }
    let reading = vault_policy::parse(&policy.text);
    if reading.rules.is_empty() || allows(&[reading], &[Operation::Read], PATH) {
        return Vec::new();
    }
    let found = say(&SNAPSHOT_POLICY_LACKS_PATH, policy.at, *job, "This job saves snapshots.").say(
        format!("The policy does not allow the job to read `{PATH}`."),
        "Vault answers 403 to `vault operator raft snapshot save`, and no snapshot is made.",
        format!("Add a rule for `{PATH}` with `read`."),
    );
    let mut out = Vec::new();
    put(&mut out, policy.at, found);
    out
}
