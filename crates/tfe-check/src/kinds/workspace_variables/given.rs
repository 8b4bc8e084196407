//! The values of a list that are not empty, each with what is known of its variable.

use super::facts::Facts;
use super::names::Named;
use crate::base::finding::Finding;
use crate::knowledge::runs::Known;
use crate::variables::Variable;

/// A value that is written in a list.
pub(super) struct Given<'l> {
    pub variable: &'l Variable,
    named: Named<'l>,
    pub known: &'static Known,
    pub value: &'l str,
}

impl Given<'_> {
    /// A finding about the value, with the page that describes the variables of its family.
    pub(super) fn with_source(&self, finding: Finding) -> Finding {
        let evidence = finding.evidence;
        finding.source(evidence, self.named.family.source)
    }
}

/// The values of a list that are not empty, in their order. Switches are not among them.
pub(super) fn given<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = Given<'f>> {
    facts.known.iter().filter_map(|(variable, named)| {
        let value = variable.value.as_deref().filter(|value| !value.is_empty())?;
        Some(Given { variable, named: *named, known: named.known?, value })
    })
}
