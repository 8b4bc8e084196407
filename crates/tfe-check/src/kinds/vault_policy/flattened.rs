//! A policy whose line breaks are lost: what it is once they are back.

use text::{EditSet, Lines, Span};

use super::{Facts, rules, view};
use crate::base::finding::Finding;
use crate::base::view::View;

/// The policy with its line breaks, and what gives them back.
pub(crate) struct Flattened {
    /// What is said of the lost line breaks.
    pub finding: Finding,
    /// The policy with them.
    pub text: String,
    /// What gives them back.
    pub edits: EditSet,
}

impl Flattened {
    /// Where one of the findings says that the line breaks are lost.
    pub(crate) fn of(text: &str, findings: &[Finding]) -> Option<Self> {
        let finding = findings.iter().find(|f| rules::is_flat(f))?.clone();
        let repaired = finding.fixes.first()?.edits.apply(text).ok()?;
        let edits = text::respaced(text, &repaired)?;
        Some(Self { finding, text: repaired, edits })
    }

    /// What it allows, at the places of the text as it is.
    pub(crate) fn view(&self, facts: &Facts<'_>, damaged: View) -> View {
        let Facts { purpose, versions, others, .. } = facts;
        let whole = Facts::among(&self.text, *purpose, versions, others);
        let origins = self.edits.origins();
        let place = |span: Span| Span::new(origins.of(span.start), origins.of(span.end));
        let view = view(&whole, &[]).moved(place, &Lines::new(facts.text));
        View { verdict: damaged.verdict, rebuilt: damaged.rebuilt, lead: None, ..view }
    }
}
