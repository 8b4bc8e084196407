//! What can be written on the command line.

mod check;
mod lsp;
mod new;
mod rules;
mod upgrade;
mod versions;
mod words;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use tfe_check::{Kind, Profile};

pub(crate) use check::{CheckArgs, Fixes, ReportArgs, ReportFormat, Sort};
pub(crate) use lsp::LspArgs;
pub(crate) use new::{NewArgs, NewFile};
pub(crate) use rules::{PageFormat, RulesArgs, RulesCommand, RulesListArgs};
pub(crate) use upgrade::UpgradeArgs;
pub(crate) use versions::{ConfigArgs, VersionArgs, VersionRow};
use words::{kinds, profiles};

/// The exit codes of all commands, below the help of the program.
const EXIT_CODES: &str = "Exit codes:
  0  nothing was found at or above --fail-on; or: Vault or Helm accepts the file (explain), the request
     is allowed (can), the upgrade causes no error (upgrade)
  1  something was found; or: Vault or Helm rejects the file, the request is denied, the upgrade
     causes an error
  2  wrong usage, a file that cannot be read or written, a named file that was not checked, or a
     policy that Vault rejects and that can or export needs";

const EXPLAIN_CODES: &str = "Exit codes:
  0  Vault or Helm accepts the file
  1  Vault or Helm rejects it
  2  wrong usage, or a file that cannot be read or explained
With --batch, 0 whatever the answers are.";

const CAN_CODES: &str = "Exit codes:
  0  the request is allowed
  1  the request is denied
  2  wrong usage, a file that cannot be read, or a policy that Vault rejects: nothing is printed then
With --batch, 0 whatever the answers are.";

const EXPORT_CODES: &str = "Exit codes:
  0  the file was exported
  2  wrong usage, a file that cannot be read, is not a policy, or is a policy that Vault rejects";

const UPGRADE_CODES: &str = "Exit codes:
  0  the upgrade causes no known error in these files
  1  it causes one
  2  wrong usage, a file that cannot be read, a version that is not known, or --to older than --from";

/// Checks the files of Terraform Enterprise: Vault policies, Helm overrides, Terraform.
#[derive(Debug, Parser)]
#[command(name = "tfe-check", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    /// When to use colors
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub color: ColorChoice,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Finds what is wrong in files, and fixes it
    #[command(after_help = check::EXIT_CODES)]
    Check(CheckArgs),
    /// Shows a policy as Vault reads it, or overrides as the chart renders them
    #[command(after_help = EXPLAIN_CODES)]
    Explain(ExplainArgs),
    /// Says whether policies allow an operation on a path
    #[command(after_help = CAN_CODES)]
    Can(CanArgs),
    /// Starts an overrides file or a policy from a few answers
    #[command(after_help = new::EXAMPLES)]
    New(NewArgs),
    /// Shows what changes for files with other versions of TFE, the chart or Vault
    #[command(after_help = UPGRADE_CODES)]
    Upgrade(UpgradeArgs),
    /// Prints a policy as a vault command or as a Terraform resource, or Replicated settings as Helm values
    #[command(after_help = EXPORT_CODES)]
    Export(ExportArgs),
    /// Lists the rules, or shows one
    Rules(RulesArgs),
    /// Prints the JSON Schema of overrides.yaml, of tfe-check.toml or of a report
    Schema(SchemaArgs),
    /// Checks files while they are edited: a language server for editors
    #[command(after_help = lsp::USAGE)]
    Lsp(LspArgs),
    /// Prints shell completions for commands and options
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Prints the manual page of the program, or of a command
    Man {
        /// A command, such as check, or rules list
        command: Vec<String>,
    },
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// Kind of the file; detected if not given
    #[arg(long, value_parser = kinds(), value_name = "KIND")]
    pub kind: Option<Kind>,
    /// What a policy is for; detected if not given
    #[arg(long, value_parser = profiles(), value_name = "PROFILE")]
    pub profile: Option<Profile>,
    #[command(flatten)]
    pub versions: VersionArgs,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Read JSON lines from standard input, write one JSON line for each
    #[arg(long, conflicts_with = "file")]
    pub batch: bool,
    /// The file; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "batch")]
    pub file: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct CanArgs {
    /// A policy of the token, or Terraform or a script that contains policies; several are merged as in Vault.
    /// Default: standard input. With --batch: for rows without their own policies
    #[arg(long = "policy", value_name = "FILE")]
    pub policies: Vec<String>,
    #[command(flatten)]
    pub versions: VersionArgs,
    /// A field of the request's data; the value is JSON, otherwise text
    #[arg(long = "param", value_name = "KEY=VALUE")]
    pub params: Vec<String>,
    /// Ask for a wrapped response with this lifetime, such as 60s or 5m
    #[arg(long, value_name = "DURATION")]
    pub wrap_ttl: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Read JSON lines from standard input, write one JSON line for each
    #[arg(long, conflicts_with_all = ["operation", "path"])]
    pub batch: bool,
    /// read, list, create, update, patch, delete, ...
    #[arg(required_unless_present = "batch")]
    pub operation: Option<String>,
    /// The path of the request, without v1/
    #[arg(required_unless_present = "batch")]
    pub path: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    /// Output form
    #[arg(long = "as", value_enum, default_value_t = ExportForm::Command, value_name = "FORM")]
    pub form: ExportForm,
    /// The policy's name in Vault [default: tfe; for the policy of runs, tfe-runs]
    #[arg(long)]
    pub name: Option<String>,
    /// Apply all safe fixes first
    #[arg(long)]
    pub fixed: bool,
    #[command(flatten)]
    pub versions: VersionArgs,
    /// The policy or settings; - is standard input
    #[arg(value_name = "FILE")]
    pub file: String,
}

/// How a policy is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportForm {
    /// `vault policy write`, with the policy in a heredoc
    Command,
    /// A `vault_policy` resource
    Terraform,
    /// Helm values, from the settings of a Replicated installation; secrets are left to a Secret
    Overrides,
}

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    #[command(flatten)]
    pub versions: VersionArgs,
    /// What the schema is for
    #[arg(value_enum, default_value_t = SchemaOf::Overrides, value_name = "WHAT")]
    pub of: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A values file for the chart: for editors, and as values.schema.json for Helm
    Overrides,
    /// tfe-check.toml
    Config,
    /// The JSON report
    Report,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
}
