//! The last lines of a report: how much was found.

use std::io::{self, Write};

use crate::checked::Checked;

/// How the command line fixes what can be fixed safely.
pub(super) const WITH: &str = " with --fix";

/// The lines after a report.
pub(crate) fn counts(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    writeln!(out, "{}", formats::counts(&checked.report, WITH))?;
    for note in &checked.notes {
        writeln!(out, "{note}")?;
    }
    for sentence in checked.skipped.sentences() {
        writeln!(out, "{sentence}")?;
    }
    Ok(())
}
