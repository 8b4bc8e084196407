//! Findings in the report's form: places counted, secrets masked.

use text::{Lines, Masker, Span};

use crate::base::document::Document;
use crate::base::finding::{Finding, Fix, Related};
use crate::base::report::{EditReport, FindingReport, FixReport, RelatedReport, SpanReport};

/// Writes the findings of one document.
pub(crate) struct Writer<'a> {
    /// All documents, for places in others.
    pub documents: &'a [Document],
    /// The lines of each.
    pub lines: &'a [Lines<'a>],
    /// The document whose findings they are.
    pub at: usize,
    /// What is masked.
    pub secrets: &'a Masker,
}

impl Writer<'_> {
    pub(crate) fn finding(&self, finding: &Finding) -> FindingReport {
        let mut message = finding.message.clone();
        for sentence in [&mut message.what, &mut message.why, &mut message.action] {
            *sentence = self.secrets.mask(sentence).into();
        }
        FindingReport {
            rule: finding.rule.name.to_owned(),
            severity: finding.severity,
            stage: finding.stage,
            message,
            evidence: finding.evidence,
            source: self.secrets.mask(&finding.source),
            span: self.span(self.at, finding.primary),
            related: finding.related.iter().map(|r| self.related(r)).collect(),
            suppressed: finding.suppressed.as_deref().map(|reason| self.secrets.mask_own(reason)),
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    /// What a finding says is wrong.
    pub(crate) fn what(&self, finding: &Finding) -> String {
        self.secrets.mask(&finding.message.what)
    }

    fn related(&self, related: &Related) -> RelatedReport {
        let document = related.document.unwrap_or(self.at);
        RelatedReport {
            document: self.documents.get(document).map(|d| d.name.clone()).unwrap_or_default(),
            span: self.span(document, related.span),
            note: self.secrets.mask(&related.note),
        }
    }

    /// What a fix writes is the user's own text; its title is said.
    fn fix(&self, fix: &Fix) -> FixReport {
        let edit = |e: &text::Edit| EditReport {
            start: e.span.start,
            end: e.span.end,
            insert: e.insert.clone(),
        };
        FixReport {
            title: self.secrets.mask(&fix.title),
            safety: fix.safety,
            edits: fix.edits.edits().iter().map(edit).collect(),
        }
    }

    pub(crate) fn span(&self, document: usize, span: Span) -> SpanReport {
        let position = |offset| self.lines.get(document).map(|lines| lines.position(offset));
        let (start, end) = (position(span.start), position(span.end));
        let before = self.documents.get(document).and_then(|d| d.before).unwrap_or_default();
        SpanReport {
            start: before.bytes + span.start,
            end: before.bytes + span.end,
            line: before.lines + start.map_or(1, |p| p.line),
            column: start.map_or(1, |p| p.column),
            end_line: before.lines + end.map_or(1, |p| p.line),
            end_column: end.map_or(1, |p| p.column),
        }
    }
}
