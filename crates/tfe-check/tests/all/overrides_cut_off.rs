//! Overrides that end in the middle: reported once, the rest checked as if the lost part were there.

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Severity, check, kind};

fn judge(text: &str) -> DocumentReport {
    let document =
        Document { kind: Some(kind::HELM_OVERRIDES), ..Document::new("overrides.yaml", text) };
    check(&[document], &Options::default()).documents.remove(0)
}

fn serious(text: &str) -> Vec<String> {
    let report = judge(text);
    let found = report.findings.into_iter().filter(|f| f.severity >= Severity::Warning);
    found.map(|f| f.rule).collect()
}

const BLOCKS: &str = r#"replicaCount: 1
image:
  tag: "2.0.4"
tls:
  caCertData: "QUJDRA=="
serviceAccount:
  annotations:
    eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/tfe"
tolerations: [{key: a, operator: Exists}, {key: b, operator: Exists}]
env:
  secretRefs:
    - name: tfe-secrets
  variables:
    TFE_HOSTNAME: tfe.example.com
    TFE_DATABASE_PARAMETERS: 'sslmode=require'
"#;

const JSON: &str = r#"{
  "replicaCount": 1,
  "tolerations": [{"key": "a"}],
  "env": {
    "secretRefs": [{"name": "tfe"}],
    "variables": {
      "TFE_HOSTNAME": "tfe.example.com",
      "TFE_DATABASE_NAME": "tfe"
    },
    "secrets": {"TFE_DATABASE_PASSWORD": "abc[de{f"}
  }
}
"#;

#[test]
fn a_cut_gives_one_finding_at_most() {
    for text in [BLOCKS, JSON] {
        assert!(serious(text).is_empty(), "{:?}", serious(text));
        for end in (1..text.len()).step_by(3) {
            let cut = text.get(..end).unwrap();
            let found = serious(cut);
            assert!(found.len() <= 1, "{cut:?}: {found:?}");
        }
    }
}

#[test]
fn json_that_ends_early_always_says_so() {
    let body = JSON.trim_end().len();
    for end in (1..body).step_by(3) {
        let cut = JSON.get(..end).unwrap();
        let report = judge(cut);
        let found = report.findings.iter().find(|f| f.rule == "values-cut-off");
        let found = found.unwrap_or_else(|| panic!("{cut:?}: {:?}", serious(cut)));
        assert!(found.span.end >= cut.trim_end().len(), "{cut:?}");
        assert_eq!(report.accepted, Some(false), "{cut:?}");
    }
}

#[test]
fn what_is_open_is_named_and_can_be_closed() {
    let report = judge("env:\n  variables: {TFE_HOSTNAME: a.b.com, TFE_X: \"y");
    let found = report.findings.iter().find(|f| f.rule == "values-cut-off").unwrap();
    assert_eq!(found.message.what, "The file ends too early: `\"` and `}` are missing.");
    assert_eq!(found.fixes.len(), 1);
    let key = judge("image:\n  tag: 2.0.4\nenv:\n  vari");
    let found = key.findings.iter().find(|f| f.rule == "values-cut-off").unwrap();
    assert_eq!(found.message.what, "The file ends in the middle of a key.");
    assert!(found.fixes.is_empty(), "nobody knows the rest of it");
}

#[test]
fn what_stands_before_the_cut_is_checked() {
    let text = "openshift: {enabled: \"false\"}\nenv:\n  variables:\n    TFE_HOSTNMAE: a.b.com\n    TFE_DATABASE_HOST: \"db:54";
    assert_eq!(serious(text), ["boolean-in-quotes", "setting-misspelt", "values-cut-off"]);
    // With its end this file would lack its storage.
    let whole = "env:\n  variables:\n    TFE_HOSTNAME: a.b.com\n    TFE_DATABASE_HOST: db\n    TFE_DATABASE_NAME: x\n    TFE_DATABASE_USER: x\n  secrets:\n    TFE_LICENSE: \"x";
    assert_eq!(serious(whole), ["values-cut-off"]);
    assert!(serious(&format!("{whole}\"")).contains(&"storage-type-missing".to_owned()));
}

#[test]
fn a_forgotten_sign_is_reported_as_that() {
    for (text, rule) in [
        ("env:\n  variables:\n    TFE_A: \"b\n", "quote-not-closed"),
        ("env:\n  variables:\n    TFE_A: \"b\n    TFE_B: c", "quote-not-closed"),
        ("tolerations: [{key: a}\n", "bracket-not-closed"),
        ("tolerations: [{key: a}\nreplicaCount: 1", "bracket-not-closed"),
        ("env:\n  variables:\n    TFE_B: c\n    TFE_A b", "colon-missing"),
        ("env:\n", "block-header-empty"),
    ] {
        let found = serious(text);
        assert!(found.iter().any(|r| r == rule), "{text:?}: {found:?}");
        assert!(found.iter().all(|r| r != "values-cut-off"), "{text:?}");
    }
}
