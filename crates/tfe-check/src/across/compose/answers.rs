//! The questions, and what can be answered.

use crate::base::versions::TfeVersion;

/// The release of a new file where none is chosen: the newest one that the tables name.
pub const NEWEST_RELEASE: &str = "2.0.6";

/// The newest release of each numbered line that the tables name.
const NEWEST: [&str; 4] = ["1.0.3", "1.1.4", "1.2.3", NEWEST_RELEASE];

/// The newest release known of the line that a version belongs to, which may be the line itself: `2.0` or `2.0.1`.
pub fn newest_of_line(version: &str) -> Option<&'static str> {
    let line = |version: &str| match TfeVersion::read(version)? {
        TfeVersion::Semantic(major, minor, _) => Some((major, minor)),
        TfeVersion::Monthly(..) => None,
    };
    let wanted = line(version)?;
    NEWEST.into_iter().find(|newest| line(newest) == Some(wanted))
}

/// All answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Where the cluster and the object storage are.
    pub cloud: Cloud,
    /// How TFE logs in to the object storage.
    pub login: Login,
    /// How many nodes TFE runs on.
    pub mode: Mode,
    /// The external Vault; `None` for the one inside of TFE.
    pub vault: Option<Vault>,
    /// The user that the pod runs as.
    pub pod: Pod,
    /// The name under which browsers and agents reach TFE, without scheme and port.
    pub host: String,
    /// The exact release of TFE: `2.0.6` or `v202507-1`.
    pub release: String,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            cloud: Cloud::Aws,
            login: Login::Role,
            mode: Mode::ActiveActive,
            vault: None,
            pod: Pod::Default,
            host: "tfe.example.com".to_owned(),
            release: NEWEST_RELEASE.to_owned(),
        }
    }
}

/// Where the cluster and the object storage are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cloud {
    /// Amazon Web Services: EKS, or OpenShift on AWS.
    Aws,
    /// Microsoft Azure.
    Azure,
    /// Google Cloud.
    Gcp,
    /// Another one, or none: a store that speaks the API of S3.
    Other,
}

impl Cloud {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Aws, Self::Azure, Self::Gcp, Self::Other];

    /// As people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Azure => "Azure",
            Self::Gcp => "Google Cloud",
            Self::Other => "Other, with an S3-compatible store",
        }
    }

    /// Whether its clusters can give a pod a role.
    pub const fn has_roles(self) -> bool {
        !matches!(self, Self::Other)
    }
}

/// How TFE logs in to the object storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Login {
    /// With the identity of its service account; no key is stored.
    Role,
    /// With a key.
    Keys,
}

impl Login {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Role, Self::Keys];

    /// As people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Role => "Role of the service account",
            Self::Keys => "Access keys",
        }
    }
}

/// How many nodes TFE runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Several pods, which share a Redis.
    ActiveActive,
    /// One pod.
    External,
}

impl Mode {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::ActiveActive, Self::External];

    /// As people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ActiveActive => "Several pods (active-active)",
            Self::External => "One pod (external)",
        }
    }

    /// The value of `TFE_OPERATIONAL_MODE`.
    pub const fn value(self) -> &'static str {
        match self {
            Self::ActiveActive => "active-active",
            Self::External => "external",
        }
    }
}

/// An external Vault, in which TFE logs in with AppRole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vault {
    /// The namespace of Vault Enterprise; empty for the root namespace.
    pub namespace: String,
    /// Where the auth method AppRole is, without `auth/`; empty for `approle`.
    pub mount: String,
}

impl Vault {
    /// Where the auth method is, without `auth/`.
    pub(super) fn mount(&self) -> &str {
        if self.mount.is_empty() { "approle" } else { &self.mount }
    }
}

/// The user that the pod runs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pod {
    /// The image's own.
    Default,
    /// The documented user without root.
    NonRoot,
    /// The one that OpenShift assigns.
    OpenShift,
}

impl Pod {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Default, Self::NonRoot, Self::OpenShift];

    /// As people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Default => "As the image is built",
            Self::NonRoot => "Without root",
            Self::OpenShift => "On OpenShift",
        }
    }
}

impl Answers {
    /// The role of its service account is how TFE logs in to the object storage.
    pub(super) fn uses_role(&self) -> bool {
        self.cloud.has_roles() && self.login == Login::Role
    }

    /// The chart's switch for OpenShift is on. A pod without root needs it too where it reads the token of an AWS role.
    pub(super) fn openshift(&self) -> bool {
        let reads_token = self.uses_role() && self.cloud == Cloud::Aws;
        self.pod == Pod::OpenShift || self.pod == Pod::NonRoot && reads_token
    }
}
