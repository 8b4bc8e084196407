//! Byte offsets as JavaScript counts: in UTF-16 units. Lines and columns stay as they are.

use text::Lines;
use tfe_check::Document;
use tfe_check::report::{FindingReport, Report};

/// The documents that a report is about, in its order.
pub(crate) struct Texts<'t>(Vec<(&'t str, Lines<'t>)>);

impl<'t> Texts<'t> {
    /// Reads each text once.
    pub(crate) fn new(documents: &'t [Document]) -> Self {
        Self(documents.iter().map(|d| (d.name.as_str(), Lines::new(&d.text))).collect())
    }

    /// Turns every offset of a report about these documents.
    pub(crate) fn turn(&self, report: &mut Report) {
        for (document, (_, lines)) in report.documents.iter_mut().zip(&self.0) {
            for finding in &mut document.findings {
                self.turn_finding(finding, lines);
            }
        }
    }

    fn turn_finding(&self, finding: &mut FindingReport, own: &Lines<'_>) {
        turn_range(own, &mut finding.span.start, &mut finding.span.end);
        for related in &mut finding.related {
            let named = self.0.iter().find(|(name, _)| *name == related.document);
            let lines = named.map_or(own, |(_, lines)| lines);
            turn_range(lines, &mut related.span.start, &mut related.span.end);
        }
        for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            turn_range(own, &mut edit.start, &mut edit.end);
        }
    }
}

fn turn_range(lines: &Lines<'_>, start: &mut usize, end: &mut usize) {
    *start = lines.utf16(*start);
    *end = lines.utf16(*end);
}
