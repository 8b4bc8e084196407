//! `tfe-check rules` on the command line.

use clap::{Args, Subcommand, ValueEnum};
use tfe_check::Severity;

use super::Format;
use super::words::{RuleWords, severities};

#[derive(Args, Debug)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Every rule on one line: name, kind, severity, title, fix
    List(RulesListArgs),
    /// The page of a rule
    Show {
        /// The rule's name
        #[arg(value_parser = RuleWords, hide_possible_values = true)]
        name: String,
        /// How the page is printed
        #[arg(long, value_enum, default_value_t = PageFormat::Text)]
        format: PageFormat,
    },
}

#[derive(Args, Debug, Default)]
pub(crate) struct RulesListArgs {
    /// Only rules for this kind of file; any has the rules for all kinds
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Only rules of this severity
    #[arg(long, value_parser = severities(), value_name = "SEVERITY")]
    pub severity: Option<Severity>,
    /// Only rules with a fix
    #[arg(long)]
    pub fixable: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Only rules with this word in their name or title
    #[arg(value_name = "WORD")]
    pub word: Option<String>,
}

/// How a rule's page is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// For a terminal
    Text,
    /// As it is written
    Markdown,
}
