//! TFE's ConfigMap as the cluster shows it: what real Helm rendered is wrong only where the values were.

use serde_json::Value;
use tfe_check::{Document, Options, Severity, check, kind};

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

/// What is found in a text whose kind is detected, and where.
fn found(name: &str, text: &str) -> Vec<(String, usize)> {
    let report = check(&[Document::new(name, text)], &Options::default()).documents.remove(0);
    let all = report.findings.into_iter().filter(|f| f.severity > Severity::Info);
    all.map(|f| (f.rule, f.span.line)).collect()
}

const SECRET: &str = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: tfe-secrets\nstringData:\n  TFE_DATABSE_PASSWORD: hunter2hunter2\n";

/// A manifest may be one part of what is pasted.
#[test]
fn settings_are_checked_wherever_the_manifest_is() {
    let each = |before: &str| SECRET.lines().map(|l| format!("{before}{l}\n")).collect::<String>();
    let text = |before: &str, text: &str, after: &str| format!("{before}{text}{after}");
    for (text, line) in [
        (SECRET.to_owned(), 6),
        (text("# Setup\n\n```yaml\n", SECRET, "```\n\nThen restart.\n"), 9),
        (
            text(
                "# Setup\n\n```yaml\n",
                SECRET,
                "```\n\n```yaml\nenv: {variables: {TFE_HOSTNAME: tfe.example.com}}\n```\n",
            ),
            9,
        ),
        (
            text(
                "Hi Ann,\n\nhere is it:\n\n",
                &each("> "),
                "\nCan you have a look?\n\nThanks\nJo\n",
            ),
            10,
        ),
        (text("#!/bin/sh\nkubectl apply -f - <<'EOF'\n", SECRET, "EOF\necho done\n"), 8),
        (
            text(
                "Hello,\nthis is the file:\n\n",
                SECRET,
                "\nAny idea? See https://example.com/a for more.\n",
            ),
            9,
        ),
    ] {
        assert_eq!(found("a.md", &text), [("setting-misspelt".to_owned(), line)], "{text}");
    }
}

#[test]
fn settings_in_resources_of_terraform_are_checked() {
    let map = |kind: &str, name: &str, data: &str| {
        format!(
            "resource \"{kind}\" \"tfe\" {{\n  metadata {{ name = \"{name}\" }}\n  data = {{\n{data}  }}\n}}\n"
        )
    };
    let misspelt = "    TFE_DATABSE_PASSWORD = var.password\n";
    for kind in ["kubernetes_secret", "kubernetes_secret_v1"] {
        let text = map(kind, "tfe-secrets", misspelt);
        assert_eq!(found("a.tf", &text), [("setting-misspelt".to_owned(), 4)], "{text}");
    }
    let config = "terraform-enterprise-env-config";
    let host = "    TFE_HOSTNAME = \"https://tfe.example.com\"\n";
    for (data, rule) in [
        (host.to_owned(), "hostname-malformed"),
        (host.replace("TFE_HOSTNAME", "\"TFE_HOSTNAME\""), "hostname-malformed"),
        (host.replace("https://tfe", "tfe") + "    TFE_DATABSE_HOST = \"x\"\n", "setting-misspelt"),
    ] {
        let text = map("kubernetes_config_map", config, &data);
        assert_eq!(
            found("a.tf", &text).iter().map(|(r, _)| r).collect::<Vec<_>>(),
            [rule],
            "{text}"
        );
    }
    for text in [
        map("kubernetes_secret", "runner", misspelt),
        map("kubernetes_config_map", config, "    TFE_HOSTNAME = \"${var.host}\"\n"),
        map("kubernetes_config_map", "agent", "    TFE_TOKEN = \"a\"\n"),
        map(
            "kubernetes_secret",
            "tfe-agent",
            "    TFE_TOKEN = \"a\"\n    TFC_AGENT_NAME = \"b\"\n",
        ),
    ] {
        assert_eq!(found("a.tf", &text), [], "{text}");
    }
}

#[test]
fn settings_that_kubectl_gets_as_literals_are_checked() {
    for literal in [
        "--from-literal=TFE_LICENCE=x",
        "--from-literal=TFE_LICENCE=\"$LICENSE\"",
        "--from-literal=\"TFE_LICENCE=x\"",
        "'--from-literal=TFE_LICENCE=x'",
        "--from-literal TFE_LICENCE=x",
        "\\\n  --from-literal=TFE_LICENCE=x",
    ] {
        for before in ["", "$ ", "#!/bin/sh\nset -e\n"] {
            let text =
                format!("{before}kubectl -n tfe create secret generic tfe-secrets {literal}\n");
            let rules: Vec<String> =
                found("a.txt", &text).into_iter().map(|(rule, _)| rule).collect();
            assert_eq!(rules, ["setting-misspelt"], "{text}");
        }
    }
    for text in [
        "kubectl create secret generic tfe-secrets --from-literal=TFE_LICENSE=x\n",
        "kubectl create secret generic runner --from-literal=TFE_LICENCE=x\n",
        "kubectl create secret generic tfe-agent --from-literal=TFE_TOKEN=x\n",
        "kubectl get secret tfe-secrets --from-literal=TFE_LICENCE=x\n",
    ] {
        assert_eq!(found("a.txt", text), [], "{text}");
    }
}
