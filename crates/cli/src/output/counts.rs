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
    match checked.skipped {
        0 => Ok(()),
        1 => writeln!(out, "1 other file was skipped: it is not checked here."),
        n => writeln!(out, "{n} other files were skipped: they are not checked here."),
    }
}
