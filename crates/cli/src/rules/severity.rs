//! How a severity is written.

use clap::builder::styling::{AnsiColor, Style};
use tfe_check::Severity;

/// A severity's word and color.
pub(super) fn severity(severity: Severity) -> (&'static str, Style) {
    let (word, color) = match severity {
        Severity::Error => ("error", AnsiColor::Red),
        Severity::Warning => ("warning", AnsiColor::Yellow),
        Severity::Info => ("info", AnsiColor::Blue),
    };
    (word, color.on_default())
}
