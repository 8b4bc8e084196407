//! Findings that come or go with the versions.

use super::change::{Change, Effect};
use super::side::{Side, exact};
use crate::base::finding::Severity;
use crate::base::report::FindingReport;
use crate::base::versions::Versions;

pub(super) fn changes(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (at, document) in before.documents.iter().enumerate() {
        let (old, new) = (findings(before, at), findings(after, at));
        let name = Some(document.name.clone());
        for (words, finding) in &new {
            // What was only worth knowing and fails then breaks too.
            let same = old.iter().filter(|(own, f)| own == words && f.rule == finding.rule);
            let was = same.map(|(_, own)| own.severity).max();
            if was.is_none_or(|was| was < finding.severity) {
                changes.push(Change { document: name.clone(), ..breaks(finding) });
            }
        }
        for (words, finding) in &old {
            if !new.iter().any(|(own, f)| own == words && f.rule == finding.rule) {
                changes.push(Change { document: name.clone(), ..goes(finding) });
            }
        }
    }
    changes
}

/// What counts of a document's findings, each with its words but for the versions in them.
fn findings<'s>(side: &'s Side<'_>, at: usize) -> Vec<(String, &'s FindingReport)> {
    let all = side.report.documents.get(at).map_or(&[][..], |d| d.findings.as_slice());
    let counted = all.iter().filter(|f| f.suppressed.is_none());
    counted.map(|f| (words(&f.message.what, side.versions), f)).collect()
}

fn words(what: &str, versions: &Versions) -> String {
    let tfe = exact(&versions.tfe);
    let versions = [tfe.as_str(), &versions.tfe, &versions.chart, &versions.vault];
    versions.iter().fold(what.to_owned(), |words, version| words.replace(*version, "…"))
}

fn breaks(finding: &FindingReport) -> Change {
    Change {
        effect: Effect::Breaks,
        severity: finding.severity,
        rule: Some(finding.rule.clone()),
        document: None,
        span: Some(finding.span),
        message: finding.message.clone(),
        source: finding.source.clone(),
        fixes: finding.fixes.clone(),
    }
}

fn goes(finding: &FindingReport) -> Change {
    Change { effect: Effect::Goes, severity: Severity::Info, fixes: Vec::new(), ..breaks(finding) }
}
