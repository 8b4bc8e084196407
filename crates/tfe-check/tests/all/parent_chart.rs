//! Values for a parent chart, with the `Chart.yaml` that says under which name this chart gets them.

use tfe_check::{Document, Options, Severity, check};

const CHART: &str = "apiVersion: v2\nname: platform\nversion: 0.1.0\ndependencies:\n  - name: terraform-enterprise\n    alias: tfe\n    version: 1.6.7\n    repository: https://helm.releases.hashicorp.com\n";
const VALUES: &str = "tfe:\n  replicaCount: 1\n  image:\n    tag: 1.2.1\n  env:\n    variables:\n      TFE_HOSTNAME: tfe.corp.test\n";

/// What is said of the key that the values are nested under.
fn said(files: &[&str]) -> Vec<(Severity, String)> {
    let name =
        |text: &str| if text.starts_with("apiVersion") { "Chart.yaml" } else { "values.yaml" };
    let documents: Vec<Document> = files.iter().map(|t| Document::new(name(t), *t)).collect();
    let report = check(&documents, &Options::default());
    let findings = report.documents.into_iter().flat_map(|document| document.findings);
    let of_key = findings.filter(|f| f.rule == "values-under-dependency");
    of_key.map(|f| (f.severity, f.message.what.into_owned())).collect()
}

#[test]
fn an_alias_of_the_parent_chart_is_right() {
    assert_eq!(said(&[VALUES])[0].0, Severity::Warning);
    for files in [[CHART, VALUES], [VALUES, CHART]] {
        let found = said(&files);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, Severity::Info, "{found:?}");
    }
    let own = CHART.replace("    alias: tfe\n", "");
    let values = VALUES.replace("tfe:\n", "terraform-enterprise:\n");
    assert_eq!(said(&[&own, &values])[0].0, Severity::Info);
}

#[test]
fn another_name_than_the_parent_chart_has_is_reported() {
    let values = VALUES.replacen("tfe:\n", "terraform-enterprise:\n", 1);
    for (chart, values) in
        [(CHART, values.as_str()), (&CHART.replace("alias: tfe", "alias: ptfe"), VALUES)]
    {
        let found = said(&[chart, values]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, Severity::Warning);
        assert!(found[0].1.contains("does not hand on"), "{found:?}");
    }
    // Two parents: nobody knows whose values these are.
    let other = CHART.replace("alias: tfe", "alias: other");
    assert!(said(&[CHART, &other, VALUES])[0].1.contains("nested under"));
}
