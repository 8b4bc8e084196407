//! `tfe-check check` on the command line.

use clap::{Args, ValueEnum};
use tfe_check::{Kind, Profile, Severity};

use super::VersionArgs;
use super::words::{RuleWords, kinds, profiles, severities};

/// The exit codes of `check`, below its help.
pub(super) const EXIT_CODES: &str = "Exit codes:
  0  nothing at or above --fail-on was found
  1  something at or above --fail-on was found
  2  wrong usage, a file that cannot be read or written, or a named file that was not checked, or not
     in full (--allow-unknown allows that); the other files are still reported
With --batch, 0 whatever is found: each line has its own report, or its own error.

Folders are searched for files that are checked here: not in hidden files and folders, nor in what
.gitignore leaves out; name those to check them. Other files are skipped and counted. Files found in
one folder are checked together, as are all files that are named.";

#[derive(Args, Clone, Debug)]
pub(crate) struct CheckArgs {
    /// Kind of the files; detected if not given
    #[arg(long, value_parser = kinds(), value_name = "KIND")]
    pub kind: Option<Kind>,
    /// What a policy is for; detected if not given
    #[arg(long, value_parser = profiles(), value_name = "PROFILE")]
    pub profile: Option<Profile>,
    #[command(flatten)]
    pub versions: VersionArgs,
    /// Report and fix only these rules: names, kinds, or patterns such as 'transit-*'
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = RuleWords, hide_possible_values = true)]
    pub select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = RuleWords, hide_possible_values = true)]
    pub ignore: Vec<String>,
    #[command(flatten)]
    pub report: ReportArgs,
    /// Write fixes back to the files: the safe ones; =review adds fixes to review, =all adds rewrites.
    /// For -, the fixed file goes to standard output and the report to standard error
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "safe", conflicts_with = "diff")]
    pub fix: Option<Fixes>,
    /// Print what --fix would change, as a diff; a report in a format other than text goes to
    /// standard error
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "safe")]
    pub diff: Option<Fixes>,
    /// Exit with 1 if a finding has at least this severity [default: error]
    #[arg(long, value_parser = severities(), value_name = "SEVERITY")]
    pub fail_on: Option<Severity>,
    /// Findings recorded in this file do not count; without the file, all findings are recorded in it.
    /// What is fixed drops out, but not with --select, --ignore, --kind or --profile
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<String>,
    /// Check again after each change of a file
    #[arg(long, conflicts_with_all = ["fix", "diff", "batch"])]
    pub watch: bool,
    /// Do not exit with 2 for files that were not checked: files of other programs
    #[arg(long)]
    pub allow_unknown: bool,
    /// Read JSON lines from standard input, write one JSON line for each
    #[arg(long, conflicts_with_all = ["files", "fix", "diff", "allow_unknown", "output", "sort", "baseline"])]
    pub batch: bool,
    /// Files to check, folders to search, patterns such as 'envs/**/*.yaml'; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "batch")]
    pub files: Vec<String>,
}

impl CheckArgs {
    /// Whether flags make a run look for less than another one would: for other rules or kinds.
    pub(crate) fn is_narrowed(&self) -> bool {
        let rules = !self.select.is_empty() || !self.ignore.is_empty();
        rules || self.kind.is_some() || self.profile.is_some()
    }

    /// What an editor asks: files are found, nothing is printed or written.
    pub(crate) fn of_editor(versions: VersionArgs) -> Self {
        Self {
            kind: None,
            profile: None,
            versions,
            select: Vec::new(),
            ignore: Vec::new(),
            report: ReportArgs {
                format: ReportFormat::Text,
                output: None,
                sort: Sort::Place,
                quiet: true,
            },
            fix: None,
            diff: None,
            fail_on: None,
            baseline: None,
            watch: false,
            allow_unknown: true,
            batch: false,
            files: Vec::new(),
        }
    }
}

/// How and where a report is printed.
#[derive(Args, Clone, Debug)]
pub(crate) struct ReportArgs {
    /// Report format
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Write the report to a file; the counts still go to standard output. - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
    /// Order of the findings in the text format
    #[arg(long, value_enum, default_value_t = Sort::Severity)]
    pub sort: Sort,
    /// Print findings only: no verdict, no counts, no notes
    #[arg(long, short)]
    pub quiet: bool,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people, with the lines of the file
    Text,
    /// The report with its published schema
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// Workflow commands that GitHub Actions shows as annotations
    Github,
    /// A Code Quality report, for GitLab
    Gitlab,
    /// For a ticket, without lines of the file
    Markdown,
}

/// The order of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sort {
    /// The worst first, over all files
    Severity,
    /// By file and line
    Place,
}

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Fixes {
    /// Those that are certain
    Safe,
    /// Also those to review
    Review,
    /// Also those that rewrite a file
    All,
}
