//! What a text can be, and what a policy can be for: the names that everything speaks.

use serde::{Deserialize, Serialize};

/// What a document is judged as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An ACL policy as Vault reads it.
    VaultPolicy,
    /// Helm values for the chart terraform-enterprise.
    HelmOverrides,
    /// Terraform configuration that holds one of the others.
    Terraform,
    /// Commands or tasks that write policies and roles to Vault.
    Script,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::VaultPolicy, Self::HelmOverrides, Self::Terraform, Self::Script];

    /// Its name in reports and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::VaultPolicy => "vault-policy",
            Self::HelmOverrides => "helm-overrides",
            Self::Terraform => "terraform",
            Self::Script => "script",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// What a policy is for: which calls it has to allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Terraform Enterprise with an external Vault.
    TfeExternalVault,
    /// An agent that saves Raft snapshots.
    RaftSnapshot,
    /// Runs that get their cloud credentials from Vault.
    DynamicCredentials,
    /// Vault's own rules only.
    None,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::TfeExternalVault, Self::RaftSnapshot, Self::DynamicCredentials, Self::None];

    /// Its name in reports and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TfeExternalVault => "tfe-external-vault",
            Self::RaftSnapshot => "raft-snapshot",
            Self::DynamicCredentials => "dynamic-credentials",
            Self::None => "none",
        }
    }

    /// The profile of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// What a text most likely is, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detected {
    /// `None` where it is nothing that can be judged.
    pub kind: Option<Kind>,
    /// A few words for people.
    pub reason: String,
    /// Other programs have files like it too: nothing in it may be changed without a look.
    pub guessed: bool,
}

impl Detected {
    /// The user says so.
    pub(crate) fn by_hand(kind: Kind) -> Self {
        Self::surely(kind, "chosen by hand")
    }

    pub(crate) fn surely(kind: Kind, reason: &str) -> Self {
        Self { kind: Some(kind), reason: reason.to_owned(), guessed: false }
    }

    pub(crate) fn perhaps(kind: Kind, reason: &str) -> Self {
        Self { guessed: true, ..Self::surely(kind, reason) }
    }

    pub(crate) fn nothing(reason: &str) -> Self {
        Self { reason: reason.to_owned(), ..Self::default() }
    }
}
