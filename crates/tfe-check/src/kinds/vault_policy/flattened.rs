//! A policy whose line breaks are lost: what it is once they are back.

use text::{EditSet, Lines, Span};

use super::{Facts, judge, rules, view};
use crate::base::finding::Finding;
use crate::base::judgement::Judgement;
use crate::base::view::View;

/// The policy with its line breaks, and what gives them back.
pub(crate) struct Flattened {
    finding: Finding,
    text: String,
    edits: EditSet,
}

impl Flattened {
    /// Where one of the findings says that the line breaks are lost.
    pub(crate) fn of(text: &str, findings: &[Finding]) -> Option<Self> {
        let finding = findings.iter().find(|f| rules::is_flat(f))?.clone();
        let repaired = finding.fixes.first()?.edits.apply(text).ok()?;
        let edits = text::respaced(text, &repaired)?;
        Some(Self { finding, text: repaired, edits })
    }

    /// What is wrong in it besides, at the places of the text as it is.
    pub(crate) fn judge(self, facts: &Facts<'_>) -> Judgement {
        let Facts { purpose, name, versions, others, .. } = facts;
        let judged = judge(&self.text, *purpose, *name, versions, others);
        let mut findings = Finding::all_before(judged.findings, &self.edits);
        findings.push(self.finding);
        Judgement { accepted: Some(facts.document.accepted(facts.line())), findings }
    }

    /// What it allows, at the places of the text as it is.
    pub(crate) fn view(&self, facts: &Facts<'_>, damaged: View) -> View {
        let Facts { purpose, versions, others, .. } = facts;
        let whole = Facts::among(&self.text, *purpose, versions, others);
        let origins = self.edits.origins();
        let place = |span: Span| Span::new(origins.of(span.start), origins.of(span.end));
        let view = view(&whole, &[]).moved(place, &Lines::new(facts.text));
        View { verdict: damaged.verdict, rebuilt: damaged.rebuilt, ..view }
    }
}
