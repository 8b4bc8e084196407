//! Printing reports.

mod github;
mod snippet;

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use imara_diff::{Algorithm, BasicLineDiffPrinter, Diff, InternedInput, UnifiedDiffConfig};
use serde::Serialize;
use text::Masker;
use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Document, Report, Safety, Severity, secrets_of};

use crate::args::ReportFormat;

/// How the command line fixes what can be fixed safely.
const WITH: &str = " with --fix";

/// The report in one of its forms.
pub(crate) fn write(
    out: &mut impl Write,
    format: ReportFormat,
    documents: &[Document],
    report: &Report,
) -> io::Result<()> {
    match format {
        ReportFormat::Text => text(out, documents, report),
        ReportFormat::Json => json(out, report),
        ReportFormat::Sarif => json(out, &formats::sarif(documents, report, page)),
        ReportFormat::Github => github::write(out, report),
        ReportFormat::Markdown => write!(out, "{}", formats::markdown(report, WITH)),
    }
}

fn json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// The page of a rule.
fn page(name: &str) -> Option<&'static str> {
    crate::rules::page(name)
}

/// The report for people: each finding with its line, then the counts.
fn text(out: &mut impl Write, documents: &[Document], report: &Report) -> io::Result<()> {
    for (document, found) in documents.iter().zip(&report.documents) {
        let secrets = secrets_of(document);
        for finding in &found.findings {
            if finding.suppressed.is_none() {
                show(out, document, found, finding, &secrets)?;
                writeln!(out)?;
            }
        }
    }
    writeln!(out, "{}", counts(report))
}

fn show(
    out: &mut impl Write,
    document: &Document,
    found: &DocumentReport,
    finding: &FindingReport,
    secrets: &Masker,
) -> io::Result<()> {
    let (word, style) = level(finding.severity);
    let bold = Style::new().bold();
    let (rule, what) = (&finding.rule, &finding.message.what);
    writeln!(out, "{style}{word}[{rule}]{style:#}{bold}: {what}{bold:#}")?;
    let at = &finding.span;
    writeln!(out, "  --> {}:{}:{}", found.name, at.line, at.column)?;
    snippet::write(out, &document.text, finding, secrets, style)?;
    writeln!(out, "   = why: {}", finding.message.why)?;
    writeln!(out, "   = do:  {}", finding.message.action)?;
    for related in &finding.related {
        let place = &related.span;
        writeln!(
            out,
            "   = see: {}:{}:{}: {}",
            related.document, place.line, place.column, related.note
        )?;
    }
    for fix in &finding.fixes {
        let safety = match fix.safety {
            Safety::Safe => "safe",
            Safety::Review => "review first",
            Safety::Repair => "rewrites the file",
        };
        writeln!(out, "   = fix: {} ({safety})", fix.title)?;
    }
    Ok(())
}

fn level(severity: Severity) -> (&'static str, Style) {
    let (word, color) = match severity {
        Severity::Error => ("error", AnsiColor::Red),
        Severity::Warning => ("warning", AnsiColor::Yellow),
        Severity::Info => ("info", AnsiColor::Blue),
    };
    (word, color.on_default().bold())
}

/// The line after a report.
fn counts(report: &Report) -> String {
    formats::counts(report, WITH)
}

/// What a fix changes, as a unified diff.
pub(crate) fn diff(out: &mut impl Write, name: &str, before: &str, after: &str) -> io::Result<()> {
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let printer = BasicLineDiffPrinter(&input.interner);
    let name = name.trim_start_matches('/');
    writeln!(out, "--- a/{name}\n+++ b/{name}")?;
    let unified = diff.unified_diff(&printer, UnifiedDiffConfig::default(), &input).to_string();
    for line in unified.split_inclusive('\n') {
        let style = match line.as_bytes().first() {
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        write!(out, "{style}{line}{style:#}")?;
    }
    Ok(())
}
