//! Printing reports.

mod counts;
mod github;
mod sarif;
mod screen;
mod snippet;
mod text;

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use serde::Serialize;
use similar::TextDiff;
use tfe_check::Report;

use self::counts::WITH;
pub(crate) use self::counts::counts;
pub(crate) use self::screen::Screen;
use crate::args::{ReportArgs, ReportFormat};
use crate::checked::{Checked, Together};

/// The report in one of its forms.
pub(crate) fn write(out: &mut impl Write, args: &ReportArgs, checked: &Checked) -> io::Result<()> {
    let report = &checked.report;
    match args.format {
        ReportFormat::Text => text::write(&mut Screen(out), args, checked),
        ReportFormat::Json => json(out, &Whole::of(checked)),
        ReportFormat::Sarif => json(out, &sarif::log(checked)),
        ReportFormat::Github => github::write(&mut Screen(out), report, args.quiet),
        ReportFormat::Gitlab => json(out, &formats::gitlab(report)),
        ReportFormat::Markdown => {
            let with = (!args.quiet).then_some(WITH);
            write!(Screen(out), "{}", formats::markdown(report, with))
        }
    }
}

/// The report, and what was checked together where that is not all of it.
#[derive(Serialize)]
struct Whole<'c> {
    #[serde(flatten)]
    report: &'c Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<&'c [Together]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<usize>,
}

impl<'c> Whole<'c> {
    fn of(checked: &'c Checked) -> Self {
        let groups = (checked.groups.len() > 1).then_some(checked.groups.as_slice());
        let skipped = Some(checked.skipped.count()).filter(|count| *count > 0);
        Self { report: &checked.report, groups, skipped }
    }
}

fn json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    // At once: the writer below looks for escapes, and asks for each piece anew.
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    out.write_all(text.as_bytes())
}

/// What a fix changes, as a unified diff.
pub(crate) fn diff(out: &mut impl Write, name: &str, before: &str, after: &str) -> io::Result<()> {
    let name = name.trim_start_matches('/');
    let diff = TextDiff::from_lines(before, after);
    let unified =
        diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string();
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
