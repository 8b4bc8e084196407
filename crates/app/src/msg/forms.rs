//! What is answered in the forms: for a new file, and for other versions.

use tfe_check::compose::{Cloud, Login, Mode, Pod};

use super::Msg;

/// A new file is made of answers: one of them, or the end of the questions.
pub(crate) enum ComposeMsg {
    /// Where the cluster is.
    Cloud(Cloud),
    /// How TFE logs in to the object storage.
    Login(Login),
    /// How many pods there are.
    Mode(Mode),
    /// Their user.
    Pod(Pod),
    /// Whether Vault is external.
    Vault(bool),
    /// Vault's namespace.
    Namespace(String),
    /// Where AppRole is in Vault.
    Mount(String),
    /// TFE's host name.
    Host(String),
    /// TFE's release.
    Release(String),
    /// The files are opened.
    Open,
}

impl From<ComposeMsg> for Msg {
    fn from(msg: ComposeMsg) -> Self {
        Self::Compose(msg)
    }
}

/// Another version is asked about.
pub(crate) enum UpgradeMsg {
    /// The release of TFE now.
    From(String),
    /// The one then.
    To(String),
    /// The chart now.
    ChartFrom(String),
    /// The one then.
    ChartTo(String),
}

impl From<UpgradeMsg> for Msg {
    fn from(msg: UpgradeMsg) -> Self {
        Self::Upgrade(msg)
    }
}
