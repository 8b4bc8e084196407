//! Whether a policy is the snapshot agent's: it may save or restore a snapshot, or write the
//! settings of automated ones. Who may only look at them is not an agent.

use vault_policy::{Capability, Denial, Operation, PathPattern, Request, Rule};

use super::evidence::Evidence;
use super::granted::{Granted, any_of};
use super::paths::{is_wild, segments};
use crate::kinds::vault_policy::{SNAPSHOT, is_reordered};

const FORCE: &str = "sys/storage/raft/snapshot-force";
const CONFIG: &str = "sys/storage/raft/snapshot-auto/config/daily";

/// What an agent does.
const CALLS: [(Operation, &str); 6] = [
    (Operation::Read, SNAPSHOT),
    (Operation::Update, SNAPSHOT),
    (Operation::Update, FORCE),
    (Operation::Create, CONFIG),
    (Operation::Update, CONFIG),
    (Operation::Delete, CONFIG),
];

pub(super) fn evidence(policy: &Granted<'_>) -> Evidence {
    let all = policy.granting().map(|(path, rule)| of_rule(policy, path, rule));
    all.max().unwrap_or(Evidence::Nothing)
}

/// Whether a rule for a path is for snapshots.
pub(super) fn touches(path: &str) -> bool {
    place(path).is_some()
}

fn of_rule(policy: &Granted<'_>, path: &str, rule: &Rule) -> Evidence {
    let Some(place) = place(path) else { return Evidence::Nothing };
    if answers(policy, path, rule) {
        return Evidence::Enough;
    }
    let saves = any_of(rule, &[Capability::Read, Capability::Update]);
    let meant = any_of(rule, &[Capability::Create]) || policy.is_broken(rule);
    match place {
        Place::Settings if any_of(rule, &[Capability::Sudo]) => Evidence::Enough,
        Place::Misspelt if saves => Evidence::Enough,
        Place::Nearly if saves => Evidence::Guess,
        // Another rule decides there, or only what is below that path is granted.
        Place::Snapshot if saves && !is_fenced(policy) => Evidence::Guess,
        // That path restores only: who reads there means the one that saves.
        Place::Force if saves => Evidence::Guess,
        Place::Namespace if saves => Evidence::Guess,
        Place::Snapshot | Place::Force | Place::Misspelt if meant && !is_fenced(policy) => {
            Evidence::Guess
        }
        Place::Snapshot
        | Place::Force
        | Place::Misspelt
        | Place::Nearly
        | Place::Namespace
        | Place::Settings
        | Place::Raft => Evidence::Touches,
    }
}

/// Whether a rule lets its token do one of an agent's calls.
fn answers(policy: &Granted<'_>, path: &str, rule: &Rule) -> bool {
    let Some(pattern) = PathPattern::of_path(path) else { return false };
    CALLS.iter().any(|(operation, call)| {
        let granted = operation.needs().is_some_and(|c| any_of(rule, &[c]));
        granted
            && pattern.matches(call)
            && policy.acl().check(&Request::new(*operation, call)).acl_allowed
    })
}

/// Whether a deny keeps the token from snapshots.
fn is_fenced(policy: &Granted<'_>) -> bool {
    let denial = policy.acl().check(&Request::new(Operation::Read, SNAPSHOT)).denial;
    denial == Some(Denial::Deny)
}

/// Where the path of a rule is.
enum Place {
    /// To save and to restore.
    Snapshot,
    /// To restore what is of another cluster.
    Force,
    /// Nearly there.
    Misspelt,
    /// There, with a part missing or in another order.
    Nearly,
    /// There, within a namespace.
    Namespace,
    /// The settings of automated snapshots.
    Settings,
    /// All of the integrated storage.
    Raft,
}

fn place(path: &str) -> Option<Place> {
    let parts: Vec<&str> = segments(path).into_iter().filter(|p| *p != "*").collect();
    let Some(at) = parts.windows(3).position(|p| p == ["sys", "storage", "raft"]) else {
        let bare = parts.join("/");
        let bare = bare.trim_end_matches('*');
        // Every path of a policy is asked, and few are that long.
        let near = bare.len().abs_diff(SNAPSHOT.len()) <= 2 && text::distance(bare, SNAPSHOT) <= 2;
        let nearly = || {
            (parts.last() == Some(&"snapshot") && is_reordered(bare, SNAPSHOT))
                .then_some(Place::Nearly)
        };
        return if near { Some(Place::Misspelt) } else { nearly() };
    };
    if at > 0 {
        let next = parts.get(at + 3).copied();
        return next.is_none_or(|n| n.starts_with("snapshot")).then_some(Place::Namespace);
    }
    match parts.get(3..).unwrap_or_default() {
        [] => Some(Place::Raft),
        [wild] if is_wild(wild) && !wild.starts_with("snapshot") => Some(Place::Raft),
        ["snapshot-auto", next, ..] if !is_wild(next) && *next != "config" => None,
        ["snapshot-auto", ..] => Some(Place::Settings),
        ["snapshot-force", ..] => Some(Place::Force),
        ["snapshot" | "snapshot*", ..] => Some(Place::Snapshot),
        [next, ..] => next.starts_with("snapshot").then_some(Place::Misspelt),
    }
}
