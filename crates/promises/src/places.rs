use text::Lines;
use tfe_check::report::{FindingReport, Report, SpanReport};
use tfe_check::{Document, Options, check};

use crate::Kept;

/// Every place of a report is in the text, begins and ends with a character, and has the line that it says;
/// and the same text gets the same report again.
///
/// # Errors
/// The first place that is wrong.
pub fn places_are_in_the_text(text: &str) -> Kept {
    let report = checked(text);
    let lines = Lines::new(text);
    for finding in report.documents.iter().flat_map(|document| &document.findings) {
        place(text, &lines, &finding.span, finding)?;
        for related in &finding.related {
            place(text, &lines, &related.span, finding)?;
        }
        for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
            if text.get(edit.start..edit.end).is_none() {
                return Err(format!("{}: an edit of {}..{}", finding.rule, edit.start, edit.end));
            }
        }
    }
    if checked(text) == report { Ok(()) } else { Err("the second report is another".to_owned()) }
}

fn place(text: &str, lines: &Lines<'_>, span: &SpanReport, finding: &FindingReport) -> Kept {
    let there = text.get(span.start..span.end).is_some();
    let start = lines.position(span.start);
    if there && (start.line, start.column) == (span.line, span.column) {
        return Ok(());
    }
    Err(format!("{}: at {span:?}", finding.rule))
}

fn checked(text: &str) -> Report {
    check(&[Document::new("untitled", text)], &Options::default())
}
