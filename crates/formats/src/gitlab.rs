//! The list that GitLab shows in merge requests, in the form of its Code Quality reports.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Report, Severity};

use crate::fingerprint::fingerprint;

/// The findings that count, as a Code Quality report. GitLab wants files from the root of the repository.
pub fn gitlab(report: &Report) -> Value {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut entries = Vec::new();
    for found in &report.documents {
        for finding in found.findings.iter().filter(|f| f.suppressed.is_none()) {
            let fingerprint = fingerprint(found, finding);
            let again = known.entry(fingerprint.clone()).or_insert(0);
            *again += 1;
            // Two findings at one place are two entries.
            let number = if *again > 1 { format!(":{again}") } else { String::new() };
            entries.push(entry(found, finding, &format!("{fingerprint}{number}")));
        }
    }
    Value::Array(entries)
}

fn entry(found: &DocumentReport, finding: &FindingReport, fingerprint: &str) -> Value {
    let (message, span) = (&finding.message, &finding.span);
    json!({
        "description": format!("{} {} {}", message.what, message.why, message.action),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": severity(finding),
        "location": {
            "path": found.name.strip_prefix("./").unwrap_or(&found.name),
            "positions": {
                "begin": { "line": span.line, "column": span.column },
                "end": { "line": span.end_line, "column": span.end_column },
            },
        },
    })
}

/// GitLab knows five; what loses data is worse than any other error.
fn severity(finding: &FindingReport) -> &'static str {
    match finding.severity {
        Severity::Error if tfe_check::rule(&finding.rule).is_some_and(|r| r.data_loss) => "blocker",
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
