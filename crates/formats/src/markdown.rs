//! Markdown for a ticket: counts, then a list a file. No line of the file itself is in it.

use std::fmt::{self, Write};

use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Report, Severity};

/// The report as Markdown; `with` as [`counts`](crate::counts()) takes it, `None` for no counts.
pub fn markdown(report: &Report, with: Option<&str>) -> String {
    let mut out = String::new();
    // A text takes all that is written to it.
    let _ = write(&mut out, report, with);
    out
}

fn write(out: &mut String, report: &Report, with: Option<&str>) -> fmt::Result {
    let versions = &report.versions;
    writeln!(out, "# tfe-check\n")?;
    if let Some(with) = with {
        writeln!(out, "{}\n", crate::counts(report, with))?;
    }
    writeln!(
        out,
        "Checked for TFE {}, chart {}, Vault {}, by tfe-check {}.",
        plain(&versions.tfe),
        plain(&versions.chart),
        plain(&versions.vault),
        report.tool.version
    )?;
    for document in &report.documents {
        head(out, document)?;
        let (counted, ignored): (Vec<_>, Vec<_>) =
            document.findings.iter().partition(|f| f.suppressed.is_none());
        for finding in counted {
            item(out, finding)?;
        }
        for finding in ignored {
            let reason = finding.suppressed.as_deref().unwrap_or("");
            let (rule, line) = (&finding.rule, finding.span.line);
            writeln!(out, "- ignored: `{rule}`, line {line}: {}", plain(reason))?;
        }
    }
    Ok(())
}

fn head(out: &mut String, document: &DocumentReport) -> fmt::Result {
    let kind = document.kind.map_or("not checked", |k| k.name());
    writeln!(out, "\n## {}\n", plain(&document.name))?;
    let profile = document.profile.map(|p| format!(", profile {}", p.name())).unwrap_or_default();
    let accepted = match document.accepted {
        Some(true) => ", accepted",
        Some(false) => ", **rejected**",
        None => "",
    };
    writeln!(out, "{kind}{profile}{accepted}\n")?;
    if document.findings.is_empty() {
        writeln!(out, "No findings.")?;
    }
    Ok(())
}

fn item(out: &mut String, finding: &FindingReport) -> fmt::Result {
    let word = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let (message, at) = (&finding.message, &finding.span);
    let (rule, what) = (&finding.rule, plain(&message.what));
    writeln!(out, "- **{word}** line {}, column {}: {what} (`{rule}`)", at.line, at.column)?;
    writeln!(out, "  - Why: {}", plain(&message.why))?;
    writeln!(out, "  - Do: {}", plain(&message.action))?;
    for related in &finding.related {
        let (name, line) = (plain(&related.document), related.span.line);
        writeln!(out, "  - See: {name}, line {line}: {}", plain(&related.note))?;
    }
    if let Some(fix) = finding.fixes.first() {
        writeln!(out, "  - Fix: {} ({})", plain(&fix.title), crate::safety(fix.safety))?;
    }
    Ok(())
}

/// Text in which nothing but code between backticks has a meaning in Markdown.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for (number, part) in text.replace(['\r', '\n'], " ").split('`').enumerate() {
        if number > 0 {
            out.push('`');
        }
        if number % 2 == 1 {
            out.push_str(part);
            continue;
        }
        for c in part.chars() {
            if matches!(c, '*' | '_' | '<' | '>' | '[' | ']' | '|' | '\\' | '#') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn only_code_keeps_its_meaning() {
        assert_eq!(plain("a `atlas_*` key_b <x>\n| #1"), "a `atlas_*` key\\_b \\<x\\> \\| \\#1");
    }
}
