//! The versions to check against.

use answers::{chart_version, known_versions, tfe_version, vault_version};
use clap::Args;
use serde::Deserialize;
use tfe_check::Options;

/// The versions to check against.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct VersionArgs {
    /// Version of Terraform Enterprise, such as v202309-1 or 1.0.1 [default: image.tag, or 2.0]
    #[arg(long, value_parser = tfe_version, value_name = "VERSION")]
    pub tfe: Option<String>,
    /// Version of the Helm chart [default: 1.6.8]
    #[arg(long, value_parser = chart_version, value_name = "VERSION")]
    pub chart: Option<String>,
    /// Version of Vault [default: 1.21]
    #[arg(long, value_parser = vault_version, value_name = "VERSION")]
    pub vault: Option<String>,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// Where the configuration is.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ConfigArgs {
    /// Configuration file [default: the nearest tfe-check.toml, from the current folder upwards]
    #[arg(long, value_name = "FILE")]
    pub config: Option<String>,
    /// Read no configuration file
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

impl VersionArgs {
    /// What the flags say.
    pub(crate) fn options(&self) -> Options {
        Options { tfe: self.tfe.clone(), chart: self.chart.clone(), vault: self.vault.clone() }
    }
}

/// The versions that a row of a batch names, before those of the flags.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct VersionRow {
    tfe: Option<String>,
    chart: Option<String>,
    vault: Option<String>,
}

impl VersionRow {
    /// The versions to check the row against; `Err` names the member that is not a version.
    pub(crate) fn options(self, flags: &Options) -> Result<Options, String> {
        let Self { tfe, chart, vault } = self;
        let own = known_versions(Options { tfe, chart, vault })?;
        Ok(Options {
            tfe: own.tfe.or_else(|| flags.tfe.clone()),
            chart: own.chart.or_else(|| flags.chart.clone()),
            vault: own.vault.or_else(|| flags.vault.clone()),
        })
    }
}
