//! SARIF, with what only the command line knows: the baseline and the configuration.

use serde_json::{Value, json};

use crate::checked::{Checked, baseline};
use crate::config;

/// The report as a SARIF log.
pub(super) fn log(checked: &Checked) -> Value {
    let mut log = formats::sarif(&checked.documents, &checked.report, |name| page(checked, name));
    let found = checked.report.documents.iter().flat_map(|d| &d.findings);
    let results = log.pointer_mut("/runs/0/results").and_then(Value::as_array_mut);
    for (result, finding) in results.into_iter().flatten().zip(found) {
        let reason = finding.suppressed.as_deref().unwrap_or_default();
        let known = reason == baseline::REASON;
        if known || config::is_reason(reason) {
            result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
        }
        if checked.compared {
            result["baselineState"] = json!(if known { "unchanged" } else { "new" });
        }
    }
    log
}

/// The page of a rule: one of tfe-check's, or one of the team's.
fn page<'c>(checked: &'c Checked, name: &str) -> Option<&'c str> {
    let own = checked.own_pages.iter().find(|(own, _)| own == name);
    answers::page(name).or(own.map(|(_, page)| page.as_str()))
}
