//! What each profile needs of Vault, as calls that a policy is asked about. They are rows of
//! `knowledge/vault-calls.yaml`.

mod snapshot;
mod table;

pub(crate) use snapshot::{FORCE, SNAPSHOT, Wanted};
pub(crate) use table::TFE as TFE_NEEDS;

use crate::base::finding::Rule;
use crate::base::kind::Profile;

/// What a policy for this profile has to allow, in the documented order.
pub(crate) fn needs(profile: Profile) -> &'static [Need] {
    match profile {
        Profile::TfeExternalVault => &TFE_NEEDS,
        Profile::RaftSnapshot => &table::SNAPSHOTS,
        Profile::DynamicCredentials => &table::RUNS,
        Profile::None => &[],
    }
}

/// What the operator wants to do; a cell of the outcome strip and a group of the access table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Goal {
    LogIn,
    Encrypt,
    CreateKeys,
    BackUp,
    Restore,
    Sign,
    Snapshot,
    RestoreSnapshot,
    Automate,
    Token,
}

impl Goal {
    /// The goals of a profile, in the order of the outcome strip.
    pub(crate) const fn of(profile: Profile) -> &'static [Self] {
        match profile {
            Profile::TfeExternalVault => &[
                Self::LogIn,
                Self::Encrypt,
                Self::CreateKeys,
                Self::BackUp,
                Self::Restore,
                Self::Sign,
            ],
            Profile::RaftSnapshot => &[Self::Snapshot, Self::RestoreSnapshot, Self::Automate],
            Profile::DynamicCredentials => &[Self::Token],
            Profile::None => &[],
        }
    }

    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::LogIn => "login",
            Self::Encrypt => "encrypt",
            Self::CreateKeys => "keys",
            Self::BackUp => "backup",
            Self::Restore => "restore",
            Self::Sign => "sign",
            Self::Snapshot => "snapshot",
            Self::RestoreSnapshot => "snapshot-restore",
            Self::Automate => "snapshot-auto",
            Self::Token => "token",
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::LogIn => "Log in and renew",
            Self::Encrypt => "Encrypt, decrypt",
            Self::CreateKeys => "Create keys",
            Self::BackUp => "Back up",
            Self::Restore => "Restore",
            Self::Sign => "Sign identity",
            Self::Snapshot => "Save a snapshot",
            Self::RestoreSnapshot => "Restore a snapshot",
            Self::Automate => "Automate snapshots",
            Self::Token => "Look up and renew its token",
        }
    }
}

/// One rule of the documented policy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Need {
    /// The path as documented.
    pub path: &'static str,
    /// The capabilities as documented, in that order.
    pub capabilities: &'static [&'static str],
    /// What the rule is for; also the comment that a fix writes above it.
    pub purpose: &'static str,
    /// The first TFE release whose documentation has it.
    pub since: &'static str,
    /// The calls that it is there for, worst first. None for a rule that matches nothing.
    pub calls: &'static [Call],
}

/// One call that TFE makes to Vault.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call {
    /// What is missing where it is denied.
    pub rule: &'static Rule,
    /// The group that it is shown in.
    pub goal: Goal,
    /// `read`, `update`, `create`
    pub operation: &'static str,
    /// The path, with `example` where TFE chooses the rest of the key's name.
    pub path: &'static str,
    /// What TFE does with it, for the access table.
    pub purpose: &'static str,
    /// What is wrong where it is denied, in at most 90 characters.
    pub what: &'static str,
    /// What the operator will see.
    pub why: &'static str,
    /// The first TFE release that makes it, where that is later than its rule.
    pub since: &'static str,
    /// What the request always carries: names and values of its body.
    pub data: &'static [(&'static str, &'static str)],
    /// What the body may hold besides; whether TFE sends it is not documented.
    pub optional: &'static [&'static str],
}
