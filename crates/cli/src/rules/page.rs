//! A rule's page for a terminal.

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};

use super::severity::severity;

/// Writes a page: its title, what is known of the rule in one line, the sections, the sources.
pub(super) fn write(out: &mut impl Write, name: &str, page: &str) -> io::Result<()> {
    let (front, body) = front_and_body(page);
    let mut lines = body.trim().lines();
    let bold = Style::new().bold();
    let title = lines.next().unwrap_or_default().trim_start_matches("# ");
    writeln!(out, "{bold}{title}{bold:#}")?;
    facts(out, name)?;
    let mut in_code = false;
    for line in lines {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            let dim = AnsiColor::Cyan.on_default();
            writeln!(out, "    {dim}{line}{dim:#}")?;
        } else if let Some(heading) = line.strip_prefix("## ") {
            writeln!(out, "{bold}{heading}{bold:#}")?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    sources(out, front)
}

fn front_and_body(page: &str) -> (&str, &str) {
    let rest = page.strip_prefix("---\n").unwrap_or(page);
    rest.split_once("\n---\n").unwrap_or(("", page))
}

/// Name, severity, stage and fix, as in a finding.
fn facts(out: &mut impl Write, name: &str) -> io::Result<()> {
    let Some(rule) = tfe_check::rule(name) else { return Ok(()) };
    let (word, style) = severity(rule.severity);
    let fix = rule.fix.map(|fix| format!(", fix: {}", formats::safety(fix))).unwrap_or_default();
    let lost = if rule.data_loss { ", cannot be ignored: it is about data loss" } else { "" };
    writeln!(out, "{style}{word}{style:#}[{name}]{fix}{lost}")
}

/// Who says so: the list in the front matter.
fn sources(out: &mut impl Write, front: &str) -> io::Result<()> {
    let list = front.lines().skip_while(|line| *line != "sources:").skip(1);
    let entries: Vec<&str> = list.map_while(|line| line.trim().strip_prefix("- ")).collect();
    if entries.is_empty() {
        return Ok(());
    }
    let bold = Style::new().bold();
    writeln!(out, "\n{bold}Sources{bold:#}\n")?;
    for entry in entries {
        writeln!(out, "- {}", entry.trim_matches('"'))?;
    }
    Ok(())
}
