//! What is said of a document by those who read its texts.

use std::collections::HashSet;

use ::text::Span;

use super::text::Text;
use crate::base::finding::{Finding, Severity};
use crate::base::judgement::Judgement;

/// What the readers of a document say.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    /// Whether the real thing takes it; `None` where nothing decides that.
    pub accepted: Option<bool>,
    /// At the places of the document, in any order.
    pub findings: Vec<Finding>,
    /// The same of each text, at its own places.
    pub(super) inside: Vec<Judgement>,
}

impl Judged {
    /// Adds what is found in a text; whether an error is among it.
    pub(super) fn add(
        &mut self,
        text: &Text<'_>,
        file: &str,
        at: usize,
        found: &Judgement,
    ) -> bool {
        if text.place.is_none() {
            self.accepted = found.accepted;
        }
        let only = found.findings.iter().any(|f| f.only);
        let there = found.findings.iter().filter(|f| f.only || !only).cloned();
        let there = there.filter_map(|f| text.finding(f, file, at));
        // What hides the rest of its own text says nothing of the others.
        let alone = text.place.is_none();
        let before = self.findings.len();
        self.findings.extend(there.map(|f| Finding { only: f.only && alone, ..f }));
        self.findings.iter().skip(before).any(|f| f.severity == Severity::Error)
    }
}

/// A role in a command's heredoc is read as part of the script and by itself: what both say is said once.
pub(super) fn said_once(findings: &mut Vec<Finding>) {
    let mut places = HashSet::with_capacity(findings.len());
    let spans = findings.iter().map(|f| f.primary);
    // Most places have one finding: only of the others are the words compared.
    let shared: HashSet<Span> = spans.filter(|span| !places.insert(*span)).collect();
    let mut said = HashSet::new();
    findings.retain(|f| {
        !shared.contains(&f.primary)
            || said.insert((f.rule.name, f.primary, f.message.what.clone()))
    });
}
