//! Files as operators have them: those that work stay silent, and what is wrong in one is reported once, at
//! its line, with the fix that is certain.

use crate::operators;

use operators::{Expected, broken, working};
use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Severity, check, kind};

fn judge(text: &str) -> DocumentReport {
    let document =
        Document { kind: Some(kind::HELM_OVERRIDES), ..Document::new("overrides.yaml", text) };
    check(&[document], &Options::default()).documents.remove(0)
}

#[test]
fn files_that_work_have_neither_error_nor_warning() {
    for (name, text) in working() {
        let report = judge(&text);
        assert_eq!(report.accepted, Some(true), "{name}");
        let loud: Vec<_> = report.findings.iter().filter(|f| f.severity > Severity::Info).collect();
        assert!(loud.is_empty(), "{name}: {loud:#?}");
    }
    assert!(working().len() > 60);
}

#[test]
fn what_is_wrong_is_reported_once_at_its_line() {
    for case in broken() {
        let lines: Vec<&str> = case.text.split('\n').collect();
        let report = judge(&case.text);
        let loud = report.findings.iter().filter(|f| f.severity > Severity::Info);
        let word = |severity| if severity == Severity::Error { "error" } else { "warning" };
        let mut found: Vec<Expected> = loud
            .map(|f| Expected {
                severity: word(f.severity).to_owned(),
                rule: f.rule.clone(),
                fix: f.fixes.first().map_or("none".to_owned(), |x| format!("{:?}", x.safety)),
                line: lines[f.span.line - 1].trim().to_owned(),
            })
            .collect();
        found.iter_mut().for_each(|f| f.fix = f.fix.to_lowercase());
        found.sort();
        assert_eq!(found, case.expected, "{}", case.name);
    }
}
