//! The line after a report.

use tfe_check::{Report, Severity};

/// How many findings there are, of which severity, and how many can be fixed safely; `with` says how that is
/// done where the reader would not know.
pub fn counts(report: &Report, with: &str) -> String {
    let summary = &report.summary;
    let count = |n: usize, word: &str| match n {
        1 => format!("1 {word}"),
        n => format!("{n} {word}s"),
    };
    if summary.at_least(Severity::Info) == 0 {
        let mut kinds = report.documents.iter().map(|d| d.kind);
        let checked = !report.documents.is_empty() && kinds.all(|kind| kind.is_some());
        let said = if checked { "No findings" } else { "Nothing was checked" };
        return match summary.suppressed {
            0 => format!("{said}."),
            n => format!("{said}, {n} ignored."),
        };
    }
    let mut said = format!(
        "{}, {}, {} info",
        count(summary.error, "error"),
        count(summary.warning, "warning"),
        summary.info
    );
    if summary.suppressed > 0 {
        said.push_str(&format!(", {} ignored", summary.suppressed));
    }
    said.push('.');
    let unknown = report.documents.iter().filter(|d| d.kind.is_none()).count();
    if unknown > 0 {
        said.push_str(&format!(" {} not checked.", count(unknown, "file")));
    }
    if summary.fixable > 0 {
        said.push_str(&format!(" {} can be fixed safely{with}.", summary.fixable));
    }
    said
}
