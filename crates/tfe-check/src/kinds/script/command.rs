//! A command, as the rules about older generations of Terraform Enterprise look at it.

use text::Span;

use crate::carry::shell::{self, Command};

/// Programs that are gone, and what to use now.
pub(super) const GONE: [(&str, &str); 6] = [
    ("hashicorp-support", "Make the support bundle with `tfectl`, or in TFE's admin console."),
    (
        "atlas-backup",
        "Use the backup and restore API of TFE, or back up database and bucket together.",
    ),
    ("legacy-backup.sh", "It moved the generation before; today's migration has its own pages."),
    (
        "replicatedctl",
        "Use `tfectl app config` and the other commands of `tfectl` in the container.",
    ),
    (
        "tfe-admin",
        "Use `tfectl app diagnostics`, `tfectl app health readiness` and `tfectl admin`.",
    ),
    ("ptfe-health-check", "Use `tfectl app health readiness`."),
];

/// A command of a script.
pub(super) struct OldCommand<'t> {
    pub text: &'t str,
    /// Its words, without a prompt in front of them.
    pub words: Vec<Span>,
    /// All of its words.
    pub whole: Span,
}

impl<'t> OldCommand<'t> {
    /// None for what is not at the start of its line: that is a word of a sentence, or of another command.
    pub(super) fn of(text: &'t str, command: &Command) -> Option<Self> {
        let start = command.words.first()?.start;
        let line = text.get(..start)?.rsplit('\n').next().unwrap_or("");
        if line.trim().chars().any(|c| c.is_alphanumeric()) {
            return None;
        }
        let prompt = |word: &&Span| matches!(word.of(text), "$" | "#" | "sudo");
        let words: Vec<Span> = command.words.iter().skip_while(prompt).copied().collect();
        let whole = words.iter().copied().reduce(Span::cover)?;
        Some(Self { text, words, whole })
    }

    /// A word without its quotes; empty where there is none.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| shell::bare(word.of(self.text)))
    }
}
