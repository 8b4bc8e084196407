//! What changes, for people.

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use tfe_check::Severity;
use tfe_check::upgrade::{Change, Effect, Upgrade};

/// The headings, in the order in which they are read.
const SECTIONS: [(Effect, &str); 4] = [
    (Effect::Breaks, "To do"),
    (Effect::Changes, "Changes automatically"),
    (Effect::Goes, "Goes away"),
    (Effect::Comes, "New"),
];

/// Writes the versions, the counts, then each change with its reason and source.
pub(super) fn write(out: &mut impl Write, found: &Upgrade) -> io::Result<()> {
    let (from, to) = (&found.from, &found.to);
    let bold = Style::new().bold();
    let versions = [
        pair("TFE", &from.tfe, &to.tfe),
        pair("chart", &from.chart, &to.chart),
        pair("Vault", &from.vault, &to.vault),
    ];
    writeln!(out, "{bold}{}{bold:#}", versions.join(", "))?;
    writeln!(out, "{}", counts(found))?;
    for (effect, heading) in SECTIONS {
        let changes: Vec<&Change> = found.changes.iter().filter(|c| c.effect == effect).collect();
        if !changes.is_empty() {
            writeln!(out, "\n{bold}{heading}{bold:#}")?;
            if effect == Effect::Comes {
                writeln!(out)?;
            }
        }
        for change in changes {
            one(out, change)?;
        }
    }
    Ok(())
}

fn pair(name: &str, old: &str, new: &str) -> String {
    if old == new { format!("{name} {old}") } else { format!("{name} {old} to {new}") }
}

fn counts(found: &Upgrade) -> String {
    let count = |effect| found.changes.iter().filter(|c| c.effect == effect).count();
    if found.changes.is_empty() {
        return "No known change affects these files.".to_owned();
    }
    format!(
        "To do: {}. Changes automatically: {}. Goes away: {}. New: {}.",
        count(Effect::Breaks),
        count(Effect::Changes),
        count(Effect::Goes),
        count(Effect::Comes)
    )
}

fn one(out: &mut impl Write, change: &Change) -> io::Result<()> {
    let message = &change.message;
    // There are many, and nothing has to be done about them.
    if change.effect == Effect::Comes {
        return writeln!(out, "- {} {}", message.what, message.why);
    }
    writeln!(out)?;
    match (&change.rule, change.effect) {
        (Some(rule), Effect::Breaks) => {
            let (word, style) = severity(change.severity);
            writeln!(out, "{style}{word}[{rule}]{style:#}: {}", message.what)?;
        }
        (Some(rule), _) => writeln!(out, "- Resolved: {} ({rule})", message.what)?,
        (None, _) => writeln!(out, "- {}", message.what)?,
    }
    place(out, change)?;
    if change.effect == Effect::Goes && change.rule.is_some() {
        return Ok(());
    }
    for (label, text) in [("why", &message.why), ("do", &message.action)] {
        if !text.is_empty() {
            writeln!(out, "   = {label:<6} {text}")?;
        }
    }
    for fix in &change.fixes {
        writeln!(out, "   = fix    {} ({})", fix.title, formats::safety(fix.safety))?;
    }
    writeln!(out, "   = source {}", change.source)
}

fn place(out: &mut impl Write, change: &Change) -> io::Result<()> {
    match (&change.document, &change.span) {
        (Some(name), Some(at)) => writeln!(out, "  --> {name}:{}:{}", at.line, at.column),
        (Some(name), None) => writeln!(out, "  --> {name}"),
        _ => Ok(()),
    }
}

fn severity(severity: Severity) -> (&'static str, Style) {
    let (word, color) = match severity {
        Severity::Error => ("error", AnsiColor::Red),
        Severity::Warning => ("warning", AnsiColor::Yellow),
        Severity::Info => ("info", AnsiColor::Blue),
    };
    (word, color.on_default().bold())
}
