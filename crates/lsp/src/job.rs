//! What the server asks to be checked, and what it gets.

use std::sync::Arc;

use serde::Deserialize;
use tfe_check::Options;
use tfe_check::report::DocumentReport;

/// A text that an editor has open.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its address: `file:///srv/tfe.hcl`, `untitled:Untitled-1`.
    pub uri: String,
    /// The editor's count of its changes.
    pub version: i32,
    /// What is in it now.
    pub text: Arc<str>,
}

/// What an editor sets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    /// Version of Terraform Enterprise.
    pub tfe: Option<String>,
    /// Version of the chart.
    pub chart: Option<String>,
    /// Version of Vault.
    pub vault: Option<String>,
    /// Where the pages of rules are: an address in which `{rule}` is the rule's name.
    pub rule_pages: Option<String>,
}

impl Settings {
    /// The versions that are set. An empty one is not.
    pub fn options(&self) -> Options {
        let set = |word: &Option<String>| word.clone().filter(|word| !word.trim().is_empty());
        Options { tfe: set(&self.tfe), chart: set(&self.chart), vault: set(&self.vault) }
    }
}

/// Texts to check.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// All texts that are open.
    pub open: Vec<Text>,
    /// The addresses of those to check: they, or something that they belong to, changed.
    pub changed: Vec<String>,
    /// What the editor sets.
    pub settings: Settings,
}

/// A text that was checked.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its address.
    pub uri: String,
    /// The version that was checked; `None` for a file that is not open.
    pub version: Option<i32>,
    /// The text that the report speaks of.
    pub text: Arc<str>,
    /// What was found.
    pub report: DocumentReport,
}

/// Texts that were checked together.
#[derive(Clone, Debug, Default)]
pub struct Together(pub Vec<Found>);

/// What was done of a job.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// What was checked. A text of the job that is in none of them is not one that is checked here.
    pub groups: Vec<Together>,
    /// Sentences for the user, such as what is wrong with a configuration file.
    pub notes: Vec<String>,
}

/// Who checks the texts of an editor.
pub trait Checker {
    /// Checks the changed texts of a job, each together with what belongs to it.
    fn check(&mut self, job: &Job) -> Done;
}
