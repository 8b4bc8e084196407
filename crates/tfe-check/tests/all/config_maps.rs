//! TFE's ConfigMap as the cluster shows it: what real Helm rendered is wrong only where the values were.

use serde_json::Value;
use tfe_check::{Document, Options, check, kind};

const VECTORS: &str = include_str!("../../../../tests/vectors/helm-overrides.jsonl");

fn rules(text: &str, kind: tfe_check::Kind) -> Vec<String> {
    let document = Document { kind: Some(kind), ..Document::new("a.yaml", text) };
    let report = check(&[document], &Options::default()).documents.remove(0);
    report.findings.into_iter().map(|f| f.rule).collect()
}

/// As `kubectl get configmap -o yaml` prints it.
fn config_map(env: &serde_json::Map<String, Value>) -> String {
    let line = |(name, value): (&String, &Value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        format!("  {name}: {}\n", Value::String(text))
    };
    let lines: String = env.iter().map(line).collect();
    format!(
        "apiVersion: v1\ndata:\n{lines}kind: ConfigMap\nmetadata:\n  annotations:\n    meta.helm.sh/release-name: terraform-enterprise\n  name: terraform-enterprise-env-config\n  namespace: terraform-enterprise\n"
    )
}

#[test]
fn a_config_map_has_no_more_findings_than_its_values() {
    let (mut shown, mut found) = (0, 0);
    for line in VECTORS.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let Some(env) = row["rendered_env"].as_object() else { continue };
        let own = rules(row["overrides"].as_str().unwrap(), kind::HELM_OVERRIDES);
        let map = config_map(env);
        for rule in rules(&map, kind::KUBERNETES_MANIFEST) {
            if rule == "settings-of-a-config-map" {
                shown += 1;
            } else {
                // Helm writes what is nothing as the word `null`.
                let null = own.iter().any(|rule| rule == "variable-without-value");
                // There it stands as Helm rewrote it.
                let number =
                    rule == "number-malformed" && own.iter().any(|rule| rule == "number-rewritten");
                let known = own.contains(&rule) || null || number;
                assert!(known, "{}: {rule}\n{map}\n{own:?}", row["id"]);
                found += 1;
            }
        }
    }
    assert!(shown > 100 && found > 5, "{shown} {found}");
}

#[test]
fn config_maps_of_other_programs_are_left_alone() {
    for data in ["TFE_TOKEN: a\n  TFE_ADDRESS: b", "TFE_HOSTNAME: a\n  VAULT_ADDR: b"] {
        let text = format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: agent}}\ndata:\n  {data}\n"
        );
        let report = check(&[Document::new("a.yaml", text.as_str())], &Options::default());
        assert_eq!(report.documents[0].kind, None, "{text}");
    }
}

/// TFE takes the entries of its Secret as its environment: a name that it does not know is ignored there too.
#[test]
fn misspelt_names_in_a_secret_of_tfe_are_reported() {
    let secret = |name: &str, block: &str, value: &str| {
        format!(
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {name}\n  namespace: terraform-enterprise\n{block}:\n  TFE_LICENSE: {value}\n  TFE_DATABSE_PASSWORD: {value}\n  TFE_HOSTNAME: {value}\n"
        )
    };
    for name in ["tfe-secrets", "terraform-enterprise-env-secrets"] {
        for (block, value) in [("data", "aHVudGVyMg=="), ("stringData", "hunter2")] {
            let text = secret(name, block, value);
            assert_eq!(rules(&text, kind::KUBERNETES_MANIFEST), ["setting-misspelt"], "{text}");
        }
    }
    let other = secret("runner-settings", "stringData", "x");
    assert_eq!(rules(&other, kind::KUBERNETES_MANIFEST), [""; 0]);
}
