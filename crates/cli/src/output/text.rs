//! The report for people.

use std::cmp::Reverse;
use std::io::{self, Write};

use ::text::Masker;
use clap::builder::styling::{AnsiColor, Style};
use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Document, Severity, Stage, secrets_of};

use super::counts::counts;
use super::snippet;
use crate::args::{ReportArgs, Sort};
use crate::checked::Checked;

/// A verdict for each file with findings, each finding with its line, then the counts.
pub(super) fn write(out: &mut impl Write, args: &ReportArgs, checked: &Checked) -> io::Result<()> {
    let secrets: Vec<Masker> = checked.documents.iter().map(secrets_of).collect();
    if !args.quiet {
        verdicts(out, checked)?;
    }
    for shown in in_order(checked, args.sort) {
        let secrets = secrets.get(shown.at);
        if let Some(secrets) = secrets {
            show(out, shown.document, shown.found, shown.finding, secrets)?;
        }
        writeln!(out)?;
    }
    if args.quiet { Ok(()) } else { counts(out, checked) }
}

/// One line for each file: does it work?
fn verdicts(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    let bold = Style::new().bold();
    let mut any = false;
    for (found, verdict) in checked.report.documents.iter().zip(&checked.verdicts) {
        let counts = found.findings.iter().any(|f| f.suppressed.is_none());
        if counts && found.kind.is_some() && !verdict.is_empty() {
            writeln!(out, "{bold}{}{bold:#}: {verdict}", found.name)?;
            any = true;
        }
    }
    if any { writeln!(out) } else { Ok(()) }
}

/// A finding that is shown.
struct Shown<'c> {
    at: usize,
    document: &'c Document,
    found: &'c DocumentReport,
    finding: &'c FindingReport,
}

/// The findings that count, in the order that is asked for.
fn in_order(checked: &Checked, sort: Sort) -> Vec<Shown<'_>> {
    let mut all = Vec::new();
    let documents = checked.documents.iter().zip(&checked.report.documents).enumerate();
    for (at, (document, found)) in documents {
        let counted = found.findings.iter().filter(|f| f.suppressed.is_none());
        all.extend(counted.map(|finding| Shown { at, document, found, finding }));
    }
    if sort == Sort::Severity {
        all.sort_by_key(|shown| (Reverse(shown.finding.severity), stage(shown.finding.stage)));
    }
    all
}

/// What strikes first hides the rest, so it comes first.
const fn stage(stage: Stage) -> u8 {
    match stage {
        Stage::Parse => 0,
        Stage::Render => 1,
        Stage::Install => 2,
        Stage::Cluster => 3,
        Stage::Start => 4,
        Stage::Run => 5,
    }
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
        writeln!(out, "   = fix: {} ({})", fix.title, formats::safety(fix.safety))?;
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
