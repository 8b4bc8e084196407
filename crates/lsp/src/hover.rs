//! What the word or the finding under the pointer means.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};
use tfe_check::hint::{About, hint};
use tfe_check::report::FindingReport;

use crate::diagnostics::{Style, address};
use crate::known::kind_of;
use crate::places::Places;
use crate::texts::Open;

/// What is known of a place: the findings at it, then the word.
pub(crate) fn hover(open: &Open, position: Position, style: Style<'_>) -> Option<Hover> {
    let places = Places::new(&open.now.text, style.client.units);
    let at = places.offset(position);
    let own = open.found().and_then(|found| found.own());
    let findings = own.map_or(&[][..], |found| &found.report.findings);
    let here: Vec<&FindingReport> = findings
        .iter()
        .filter(|f| f.suppressed.is_none() && (f.span.start..=f.span.end).contains(&at))
        .collect();
    let word = kind_of(open).and_then(|kind| hint(kind, &open.now.text, at));
    let mut parts: Vec<String> = here.iter().map(|f| of_finding(f, style)).collect();
    parts.extend(word.as_ref().map(|(_, about)| of_word(about)));
    if parts.is_empty() {
        return None;
    }
    let spans = here.iter().map(|f| (f.span.start, f.span.end));
    // The smallest of what is explained.
    let span = spans.chain(word.map(|(s, _)| (s.start, s.end))).min_by_key(|(s, e)| e - s);
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: parts.join("\n\n---\n\n"),
        }),
        range: span.map(|(start, end)| places.range(start, end)),
    })
}

fn of_finding(finding: &FindingReport, style: Style<'_>) -> String {
    let (rule, message) = (&finding.rule, &finding.message);
    let page = match address(rule, style.settings) {
        Some(address) => format!("[{rule}]({address})"),
        None => format!("`tfe-check rules show {rule}`"),
    };
    format!(
        "**{}**\n\nWhy: {}\n\nDo: {}\n\nRule: {page}",
        message.what, message.why, message.action
    )
}

/// What a word means, as Markdown.
pub(crate) fn of_word(about: &About) -> String {
    let facts = about.facts.iter().map(|(label, fact)| format!("\n- {label}: {fact}"));
    let facts: String = facts.collect();
    let gap = if facts.is_empty() { "" } else { "\n" };
    format!("**`{}`**: {}{gap}{facts}", about.name, about.meaning)
}
