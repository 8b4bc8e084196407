//! `tfe-check upgrade` on the command line.

use answers::{chart_version, tfe_version, vault_version};
use clap::Args;

use super::{ConfigArgs, Format};

#[derive(Args, Debug)]
pub(crate) struct UpgradeArgs {
    /// Version of Terraform Enterprise before
    #[arg(long, value_parser = tfe_version, value_name = "VERSION")]
    pub from: String,
    /// Version of Terraform Enterprise after
    #[arg(long, value_parser = tfe_version, value_name = "VERSION")]
    pub to: String,
    /// Version of the Helm chart before [default: as for check]
    #[arg(long, value_parser = chart_version, value_name = "VERSION")]
    pub chart_from: Option<String>,
    /// Version of the Helm chart after [default: as before]
    #[arg(long, value_parser = chart_version, value_name = "VERSION")]
    pub chart_to: Option<String>,
    /// Version of Vault before [default: as for check]
    #[arg(long, value_parser = vault_version, value_name = "VERSION")]
    pub vault_from: Option<String>,
    /// Version of Vault after [default: as before]
    #[arg(long, value_parser = vault_version, value_name = "VERSION")]
    pub vault_to: Option<String>,
    #[command(flatten)]
    pub config: ConfigArgs,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Files, folders to search, patterns such as 'envs/*.yaml', all used together; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
}
