//! What a finding is known by from run to run.

use tfe_check::report::{DocumentReport, FindingReport};

/// The file, the rule, and the number of findings of that rule before it: the same for the same finding when
/// lines come or go above it.
pub(crate) fn fingerprint(found: &DocumentReport, finding: &FindingReport) -> String {
    let before = found.findings.iter().take_while(|f| f.span.start < finding.span.start);
    let number = before.filter(|f| f.rule == finding.rule).count();
    format!("{}:{}:{number}", found.name, finding.rule)
}
