//! `tfe-check new` on the command line.

use answers::tfe_version;
use clap::{Args, ValueEnum};
use tfe_check::compose::{Answers, Cloud, Login, Mode, Pod, Vault, newest_of_line};

/// Below the help of the command.
pub(super) const EXAMPLES: &str = "Examples:
  tfe-check new overrides --cloud azure --host tfe.example.com --output overrides.yaml
  tfe-check new policy --vault-namespace admin --output tfe.hcl

The file has no secrets: it names a Secret, and a comment lists the keys that it needs.";

#[derive(Args, Debug)]
pub(crate) struct NewArgs {
    /// The file to start
    #[arg(value_enum, value_name = "WHAT")]
    pub what: NewFile,
    /// Where the cluster and the object storage are
    #[arg(long, value_enum, default_value_t = CloudWord::Aws, value_name = "CLOUD")]
    cloud: CloudWord,
    /// How TFE logs in to the object storage [default: role, where the cloud has them]
    #[arg(long, value_enum, value_name = "LOGIN")]
    login: Option<LoginWord>,
    /// How many pods TFE has
    #[arg(long, value_enum, default_value_t = ModeWord::ActiveActive, value_name = "MODE")]
    mode: ModeWord,
    /// The user that the pod runs as
    #[arg(long, value_enum, default_value_t = PodWord::Default, value_name = "POD")]
    pod: PodWord,
    /// Use an external Vault
    #[arg(long)]
    external_vault: bool,
    /// Namespace of the external Vault, such as admin/tfe
    #[arg(long, value_name = "NAMESPACE")]
    vault_namespace: Option<String>,
    /// Mount of AppRole in the external Vault [default: approle]
    #[arg(long, value_name = "MOUNT")]
    vault_mount: Option<String>,
    /// The name under which browsers and agents reach TFE
    #[arg(long, default_value = "tfe.example.com", value_name = "HOST")]
    host: String,
    /// The release of Terraform Enterprise, such as v202507-1 or 2.0.6; for 2.0, its newest one known here [default: the newest of all]
    #[arg(long, value_parser = tfe_version, value_name = "VERSION")]
    tfe: Option<String>,
    /// Write to this file, which must not exist yet; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
}

/// A file that can be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewFile {
    /// Values for the Helm chart
    Overrides,
    /// The policy that TFE needs in an external Vault
    Policy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CloudWord {
    Aws,
    Azure,
    Gcp,
    /// On-premises or another cloud, with an S3-compatible store
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LoginWord {
    /// With the identity of the service account
    Role,
    /// With keys, which are in a Secret
    Keys,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ModeWord {
    /// Several pods with a Redis
    ActiveActive,
    /// One pod
    External,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PodWord {
    /// As the image is built
    Default,
    /// Without root
    NonRoot,
    /// As OpenShift assigns it
    Openshift,
}

/// A release; of a line, which no image is called by, the newest known one.
fn release(version: &str) -> String {
    let is_line = version.matches('.').count() == 1;
    let newest = newest_of_line(version).filter(|_| is_line);
    newest.unwrap_or(version).to_owned()
}

impl NewArgs {
    /// What the flags answer. `Err` says which of them contradict each other.
    pub(crate) fn answers(&self) -> Result<Answers, String> {
        let cloud = match self.cloud {
            CloudWord::Aws => Cloud::Aws,
            CloudWord::Azure => Cloud::Azure,
            CloudWord::Gcp => Cloud::Gcp,
            CloudWord::Other => Cloud::Other,
        };
        if self.login == Some(LoginWord::Role) && !cloud.has_roles() {
            return Err("--login role needs --cloud aws, azure or gcp".to_owned());
        }
        let keys = self.login == Some(LoginWord::Keys) || !cloud.has_roles();
        let usual = Answers::default();
        Ok(Answers {
            cloud,
            login: if keys { Login::Keys } else { Login::Role },
            mode: match self.mode {
                ModeWord::ActiveActive => Mode::ActiveActive,
                ModeWord::External => Mode::External,
            },
            pod: match self.pod {
                PodWord::Default => Pod::Default,
                PodWord::NonRoot => Pod::NonRoot,
                PodWord::Openshift => Pod::OpenShift,
            },
            vault: self.vault(),
            host: self.host.clone(),
            release: self.tfe.as_deref().map_or(usual.release, release),
        })
    }

    /// The external Vault, where one of its flags or the file is about it.
    fn vault(&self) -> Option<Vault> {
        let named = self.vault_namespace.is_some() || self.vault_mount.is_some();
        let wanted = self.external_vault || named || self.what == NewFile::Policy;
        wanted.then(|| Vault {
            namespace: self.vault_namespace.clone().unwrap_or_default(),
            mount: self.vault_mount.clone().unwrap_or_default(),
        })
    }
}
