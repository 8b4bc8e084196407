//! `tfe-check lsp` on the command line.

use clap::Args;

use super::VersionArgs;

/// How to use the server, below its help.
pub(super) const USAGE: &str = "Editors start this command and speak the Language Server Protocol with it through \
standard input and output; docs/editors.md has the lines for each editor. The editor can set tfe, \
chart, vault and rulePages too, as initialization options or as the section tfe-check of its \
settings. Each file is checked with the tfe-check.toml that is nearest to it.";

#[derive(Args, Clone, Debug)]
pub(crate) struct LspArgs {
    #[command(flatten)]
    pub versions: VersionArgs,
    /// Address of the rule pages, with {rule} in place of the rule's name; findings then link to them
    #[arg(long, value_name = "URL")]
    pub rule_pages: Option<String>,
    /// Use standard input and output: always the case, and accepted because editors pass it
    #[arg(long, hide = true)]
    pub stdio: bool,
}
