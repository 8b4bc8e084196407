//! What can be written on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;
use tfe_check::{Kind, Options, Profile, Severity};

/// Checks the files of Terraform Enterprise: Vault policies, Helm overrides, Terraform.
#[derive(Debug, Parser)]
#[command(name = "tfe-check", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// The exit codes of `check`, below its help.
const EXIT_CODES: &str = "Exit codes:
  0  nothing at or above --fail-on was found
  1  something at or above --fail-on was found
  2  wrong usage, a file that cannot be read or written, or a file that was not checked
     (--allow-unknown allows that); the other files are still reported";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Finds what is wrong in files, and fixes it
    #[command(after_help = EXIT_CODES)]
    Check(CheckArgs),
    /// Shows a policy as Vault reads it, or overrides as the chart renders them
    Explain(ExplainArgs),
    /// Tells whether policies allow an operation on a path
    Can(CanArgs),
    /// Prints a policy as a vault command or as a Terraform resource, or Replicated settings as Helm values
    Export(ExportArgs),
    /// Lists the rules, or shows one
    Rules(RulesArgs),
}

/// The versions to check against.
#[derive(Args, Debug, Default)]
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
}

impl VersionArgs {
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
        let read = |name: &str, word: Option<String>, flag: &Option<String>, read: Parse| match word
        {
            Some(word) => read(&word).map(Some).map_err(|e| format!("{name}: \"{word}\" {e}")),
            None => Ok(flag.clone()),
        };
        Ok(Options {
            tfe: read("tfe", self.tfe, &flags.tfe, tfe_version)?,
            chart: read("chart", self.chart, &flags.chart, chart_version)?,
            vault: read("vault", self.vault, &flags.vault, vault_version)?,
        })
    }
}

type Parse = fn(&str) -> Result<String, String>;

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// Kind of the files; detected if not given
    #[arg(long, value_parser = kind, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// What a policy is for; detected if not given
    #[arg(long, value_parser = profile, value_name = "PROFILE")]
    pub profile: Option<Profile>,
    #[command(flatten)]
    pub versions: VersionArgs,
    /// Report format: text for people, JSON, SARIF 2.1.0, workflow commands for GitHub
    /// Actions, Markdown for a ticket
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Write fixes back to the files: the safe ones; =review adds fixes to review, =all adds rewrites.
    /// For -, the fixed file goes to standard output and the report to standard error
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "safe", conflicts_with = "diff")]
    pub fix: Option<Fixes>,
    /// Print what --fix would change, as a diff; a report in a format other than text goes to
    /// standard error
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "safe")]
    pub diff: Option<Fixes>,
    /// Exit with 1 if a finding has at least this severity
    #[arg(long, value_parser = severity, default_value = "error", value_name = "SEVERITY")]
    pub fail_on: Severity,
    /// Do not exit with 2 for files that were not checked: files of other programs
    #[arg(long)]
    pub allow_unknown: bool,
    /// Read JSON lines from standard input, write one JSON line for each
    #[arg(long, conflicts_with_all = ["files", "fix", "diff", "allow_unknown"])]
    pub batch: bool,
    /// Files to check; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "batch")]
    pub files: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// Kind of the file; detected if not given
    #[arg(long, value_parser = kind, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// What a policy is for; detected if not given
    #[arg(long, value_parser = profile, value_name = "PROFILE")]
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
    /// The policy's name in Vault
    #[arg(long, default_value = "tfe")]
    pub name: String,
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
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Every rule on one line
    List,
    /// The page of a rule
    Show {
        /// The rule's name
        name: String,
    },
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Json,
    Sarif,
    Github,
    Markdown,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Fixes {
    Safe,
    Review,
    All,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::named(word).ok_or_else(|| one_of(&Kind::all().map(Kind::name).collect::<Vec<_>>()))
}

fn profile(word: &str) -> Result<Profile, String> {
    Profile::named(word).ok_or_else(|| one_of(&Profile::ALL.map(Profile::name)))
}

fn severity(word: &str) -> Result<Severity, String> {
    match word {
        "error" => Ok(Severity::Error),
        "warning" => Ok(Severity::Warning),
        "info" => Ok(Severity::Info),
        _ => Err(one_of(&["error", "warning", "info"])),
    }
}

fn tfe_version(word: &str) -> Result<String, String> {
    let form = "is not a version of Terraform Enterprise; write v202309-1, 1.0 or 1.0.1";
    version(word, tfe_check::is_tfe_version, form)
}

fn chart_version(word: &str) -> Result<String, String> {
    version(word, tfe_check::is_version, "is not a version of the chart; write 1.6 or 1.6.8")
}

fn vault_version(word: &str) -> Result<String, String> {
    version(word, tfe_check::is_version, "is not a version of Vault; write 1.21 or 1.21.3")
}

fn version(word: &str, known: fn(&str) -> bool, form: &str) -> Result<String, String> {
    let word = word.trim();
    if known(word) { Ok(word.to_owned()) } else { Err(form.to_owned()) }
}

fn one_of(words: &[&str]) -> String {
    format!("expected one of {}", words.join(", "))
}
