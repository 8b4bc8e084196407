//! Texts that are broken nearly everywhere: what is no policy is reported once, and a habit is still mended.

use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Document, Options, check, kind};

/// So many places are reported one by one.
const MOST: usize = 500;

fn report(text: String) -> DocumentReport {
    let document = Document { kind: Some(kind::VAULT_POLICY), ..Document::new("x", text) };
    check(&[document], &Options::default()).documents.remove(0)
}

fn rest(report: &DocumentReport) -> Vec<&FindingReport> {
    report.findings.iter().filter(|f| f.message.what.starts_with("From here on")).collect()
}

#[test]
fn what_is_no_policy_is_reported_once_and_not_mended() {
    for piece in ["$(`", "vault $(\n", "a: "] {
        let report = report(piece.repeat(4 * MOST));
        assert_eq!(rest(&report).len(), 1, "{piece:?}");
        assert!(report.findings.len() <= 4 * MOST, "{piece:?}");
        assert_eq!(report.accepted, Some(false), "{piece:?}");
        assert!(report.fixed.is_none(), "{piece:?}");
    }
}

#[test]
fn a_habit_in_a_long_policy_is_still_mended() {
    let rule = |i: usize| format!("path \"a{i}\" {{ capabilities = [read, ‘list’] }}\n");
    let report = report((0..2 * MOST).map(rule).collect());
    assert!(rest(&report).is_empty());
    let fixed = report.fixed.unwrap_or_default();
    assert_eq!(fixed.matches("[\"read\", \"list\"]").count(), 2 * MOST);
}
