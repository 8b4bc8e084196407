//! What is on screen, as far as the user chooses it.

use tfe_check::{Kind, Severity};

/// What the right side shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// The file itself; a view of its own only on a phone.
    File,
    /// The list.
    #[default]
    Findings,
    /// The diff.
    Fixed,
    /// What TFE asks of Vault, and what Vault says.
    Access,
    /// What TFE gets of the values.
    Settings,
}

/// The three versions that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Versioned {
    /// Terraform Enterprise.
    Tfe,
    /// The chart.
    Chart,
    /// Vault.
    Vault,
}

/// What stands in front of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// How to see that nothing leaves the page.
    Verify,
    /// The keys.
    Keys,
    /// What the document is.
    Kind,
    /// The form that starts a file.
    New,
    /// What can be given to others.
    Share,
    /// What other versions change.
    Upgrade,
    /// All rules.
    Rules,
    /// A rule's page.
    Rule(String),
}

/// What can be copied or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Copy {
    /// The text as it is in the editor, with its own line ends.
    Text,
    /// The text with the changes that are taken.
    Fixed,
    /// The policy that the file asks of Vault, or the text where it is one.
    Policy,
    /// The policy with the changes that are taken, as a command for a shell.
    VaultCommand,
    /// The same as a Terraform resource.
    Terraform,
    /// The findings as Markdown.
    Report,
    /// The findings as JSON, for programs.
    Json,
    /// The findings as SARIF, for code hosts.
    Sarif,
    /// The link with the texts in it.
    Link,
    /// What to tell the authors when the engine broke; nothing of the text.
    BugReport,
    /// A command from the page.
    Command(String),
}

/// Which settings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SettingsFilter {
    /// All.
    #[default]
    All,
    /// Those that TFE does not get as written.
    Differ,
    /// The secret ones.
    Secret,
    /// Those that the chart sets.
    Chart,
}

/// Which rules the list of all rules shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RuleFilter {
    /// Words that are on the rule's page.
    pub find: String,
    /// Only rules about this kind of file.
    pub kind: Option<Kind>,
    /// Only those of this severity.
    pub severity: Option<Severity>,
    /// Only those with a fix.
    pub fixable: bool,
    /// Only those that keep TFE from starting.
    pub startup: bool,
}
