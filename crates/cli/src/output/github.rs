//! Commands that make annotations of findings in a workflow of GitHub Actions.

use std::io::{self, Write};

use tfe_check::{Report, Severity};

use super::counts::WITH;

/// A command a finding, then the counts. What is suppressed stays out.
pub(super) fn write(out: &mut impl Write, report: &Report, quiet: bool) -> io::Result<()> {
    for document in &report.documents {
        for finding in document.findings.iter().filter(|f| f.suppressed.is_none()) {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let (span, message) = (&finding.span, &finding.message);
            let said = format!("{}\n{}\n{}", message.what, message.why, message.action);
            writeln!(
                out,
                "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
                property(&document.name),
                span.line,
                span.column,
                span.end_line,
                span.end_column,
                property(&finding.rule),
                data(&said)
            )?;
        }
    }
    if quiet { Ok(()) } else { writeln!(out, "{}", formats::counts(report, WITH)) }
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between the commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("100 %\r\na: b, c"), "100 %25%0D%0Aa: b, c");
        assert_eq!(property("a:b,c%.hcl"), "a%3Ab%2Cc%25.hcl");
    }
}
