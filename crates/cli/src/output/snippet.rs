//! The line of a finding with carets under what it is about.

use std::io::{self, Write};

use clap::builder::styling::Style;
use text::{Lines, Masker, Span};
use tfe_check::report::FindingReport;
use unicode_width::UnicodeWidthStr;

/// So much of a line is shown before and after the carets.
const AROUND: usize = 60;
/// So many columns of a long span are marked.
const MARKED: usize = 80;

pub(super) fn write(
    out: &mut impl Write,
    text: &str,
    finding: &FindingReport,
    secrets: &Masker,
    style: Style,
) -> io::Result<()> {
    let number = finding.span.line.to_string();
    let line = line_around(text, finding.span.start);
    let end = finding.span.end.min(line.end).max(finding.span.start);
    let shown = |span: Span| plain(&secrets.excerpt(text, span));
    let before = last(&shown(Span::new(line.start, finding.span.start)), AROUND);
    let marked = first(&shown(Span::new(finding.span.start, end)), MARKED);
    let after = if marked.ends_with('…') {
        String::new()
    } else {
        first(&shown(Span::new(end, line.end)), AROUND)
    };
    let gutter = " ".repeat(number.len());
    let carets = "^".repeat(marked.width().max(1));
    let indent = " ".repeat(before.width());
    writeln!(out, " {gutter} |")?;
    writeln!(out, " {number} | {before}{marked}{after}")?;
    writeln!(out, " {gutter} | {indent}{style}{carets}{style:#}")
}

/// The line that an offset is in, or of a very long one the part around it.
fn line_around(text: &str, offset: usize) -> Span {
    let far = 4 * (AROUND + MARKED);
    let from = text.floor_char_boundary(offset.saturating_sub(far));
    let to = text.ceil_char_boundary((offset + far).min(text.len()));
    let near = Span::new(from, to);
    let lines = Lines::new(near.of(text));
    let line = lines.position(offset.saturating_sub(from)).line;
    lines.span(line).shifted(from)
}

/// Tabs as spaces, nothing that moves the cursor, and what is invisible made to be seen.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() || text::is_invisible(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}

fn last(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    format!("…{}", text.chars().skip(count - most).collect::<String>())
}
