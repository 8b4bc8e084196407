//! The comment that silences a finding, with the reason that it needs.

use text::{Edit, EditSet, Layout, Lines};
use tfe_check::report::FindingReport;

use super::state::Model;

impl Model {
    /// Whether a comment can silence this finding: not where data would be lost, not where the text
    /// has no comments, and not where the finding is about the text as a whole.
    pub(crate) fn can_ignore(&self, finding: &FindingReport) -> bool {
        let silent = tfe_check::rule(&finding.rule).is_some_and(|r| !r.data_loss);
        let json = self.doc().is_some_and(|d| d.text.trim_start().starts_with('{'));
        let own = ["suppression-", "text-", "kind-"].iter().any(|p| finding.rule.starts_with(p));
        silent && !json && !own && finding.suppressed.is_none()
    }

    /// The text with the comment above the finding's line.
    pub(crate) fn ignored_text(&self) -> Option<String> {
        let (at, reason) = self.ignoring.as_ref()?;
        let judged = self.current()?;
        commented(&judged.text, judged.finding(*at)?, reason)
    }
}

fn commented(text: &str, finding: &FindingReport, reason: &str) -> Option<String> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return None;
    }
    let line = Lines::new(text).span(finding.span.line);
    let own = line.of(text);
    let indent = own.get(..own.len() - own.trim_start().len())?;
    let comment = format!("{indent}# tfe-check: ignore {} {reason}\n", finding.rule);
    let edit = Edit::insert(line.start, Layout::of(text).adapt(&comment));
    EditSet::from(edit).apply(text).ok()
}
