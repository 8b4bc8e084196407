//! Files of the kinds next to policies and values, in the other forms in which people have them.

use tfe_check::{Document, Options, Safety, Severity, all_fixed, check};

/// Document, rule and severity of each finding that is more than an info.
fn said(files: &[(&str, &str)]) -> Vec<(usize, String, Severity)> {
    let report = check(&documents(files), &Options::default());
    let mut all = Vec::new();
    for (at, document) in report.documents.into_iter().enumerate() {
        let loud = document.findings.into_iter().filter(|f| f.severity > Severity::Info);
        all.extend(loud.map(|f| (at, f.rule, f.severity)));
    }
    all
}

fn documents(files: &[(&str, &str)]) -> Vec<Document> {
    files.iter().map(|(name, text)| Document::new(*name, *text)).collect()
}

fn kind(name: &str, text: &str) -> Option<&'static str> {
    let report = check(&[Document::new(name, text)], &Options::default());
    report.documents.first().and_then(|document| document.kind).map(|kind| kind.name)
}

#[test]
fn variables_on_one_line_are_all_read() {
    for line in [
        "export TFC_VAULT_PROVIDER_AUTH=true TFC_VAULT_ADDR=https://v.acme.io TFC_VAULT_RUN_ROLE=net\n",
        "export TFC_VAULT_PROVIDER_AUTH=true; export TFC_VAULT_ADDR=https://v.acme.io; export TFC_VAULT_RUN_ROLE=net\n",
        "export TFC_VAULT_PROVIDER_AUTH=true && export TFC_VAULT_ADDR=https://v.acme.io && export TFC_VAULT_RUN_ROLE=net\n",
        "TFC_VAULT_PROVIDER_AUTH=true TFC_VAULT_ADDR=https://v.acme.io TFC_VAULT_RUN_ROLE=net terraform plan\n",
        "export TFC_VAULT_PROVIDER_AUTH=\"true\"\nexport TFC_VAULT_ADDR='https://v.acme.io'\nexport TFC_VAULT_PLAN_ROLE=p TFC_VAULT_APPLY_ROLE=a\n",
    ] {
        assert_eq!(said(&[("vars.sh", line)]), [], "{line}");
        let wrong = line.replace("https://v.acme.io", "https://v.acme.io/v1");
        let found = said(&[("vars.sh", &wrong)]);
        assert!(found.iter().any(|(_, rule, _)| rule == "run-vault-address-malformed"), "{wrong}");
    }
}

/// One variable cannot say what the workspace lacks, and a call of the API is right with its command.
#[test]
fn a_single_variable_is_no_list() {
    let body = "{\"data\":{\"type\":\"vars\",\"attributes\":{\"key\":\"TFC_VAULT_PROVIDER_AUTH\",\"value\":\"true\",\"category\":\"env\"}}}";
    let post = format!(
        "curl -s -H \"Authorization: Bearer $TOKEN\" -H \"Content-Type: application/vnd.api+json\" -X POST \\\n  -d '{body}' \\\n  https://tfe.acme.io/api/v2/workspaces/ws-1/vars\n"
    );
    let resource = "resource \"tfe_variable\" \"auth\" {\n  workspace_id = tfe_workspace.net.id\n  key          = \"TFC_VAULT_PROVIDER_AUTH\"\n  value        = \"true\"\n  category     = \"env\"\n}\n";
    for (name, text) in [
        ("post.sh", post.as_str()),
        ("one.json", body),
        ("one.tf", resource),
        (
            "terraform.tfvars",
            "vault_address = \"https://vault.acme.io\"\nTFC_VAULT_PROVIDER_AUTH = \"true\"\n",
        ),
    ] {
        assert_eq!(said(&[(name, text)]), [], "{text}");
    }
    let terraform = body.replace("\"env\"", "\"terraform\"");
    let found = said(&[("one.json", &terraform)]);
    let rules: Vec<&str> = found.iter().map(|(_, rule, _)| rule.as_str()).collect();
    assert_eq!(rules, ["run-variable-not-in-environment"]);
}

/// Each body that a script sends is read, and not only the first.
#[test]
fn all_bodies_of_a_script_are_read() {
    let call = |name: &str, category: &str| {
        format!(
            "curl -sS --header \"Authorization: Bearer $TFE_TOKEN\" --header \"Content-Type: application/vnd.api+json\" \\\n  --request POST --data @- https://tfe.acme.io/api/v2/workspaces/$WS/vars <<JSON\n{{\"data\":{{\"type\":\"vars\",\"attributes\":{{\"key\":\"{name}\",\"value\":\"true\",\"category\":\"{category}\",\"hcl\":false}}}}}}\nJSON\n"
        )
    };
    for categories in [["env", "terraform"], ["terraform", "env"]] {
        let [first, second] = categories;
        let calls = [call("TFC_AWS_PROVIDER_AUTH", first), call("TFC_GCP_PROVIDER_AUTH", second)];
        let script = format!("#!/bin/bash\nset -e\n{}", calls.concat());
        let found = said(&[("vars.sh", &script)]);
        let rules: Vec<&str> = found.iter().map(|(_, rule, _)| rule.as_str()).collect();
        assert_eq!(rules, ["run-variable-not-in-environment"], "{script}");
    }
}

const LIST: &str = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.acme.io:8200\nTFC_VAULT_RUN_ROLE=net\nTFC_VAULT_WORKLOAD_IDENTITY_AUDIENCE=acme-vault\n";

/// Other workspaces log in with the audiences that a role has already.
#[test]
fn an_audience_is_added_and_the_others_stay() {
    let json = |audiences: &str| {
        format!(
            "vault write auth/jwt/role/net - <<EOF\n{{\"role_type\":\"jwt\",\"bound_audiences\":{audiences},\"bound_claims_type\":\"glob\",\"bound_claims\":{{\"sub\":\"organization:acme:project:net:workspace:*:run_phase:*\"}},\"user_claim\":\"terraform_full_workspace\",\"token_policies\":[\"net\"],\"token_ttl\":\"20m\"}}\nEOF\n"
        )
    };
    let words = |audiences: &str| {
        format!(
            "vault write auth/jwt/role/net role_type=jwt bound_audiences={audiences} bound_claims_type=glob bound_claims='{{\"sub\": \"organization:acme:*\"}}' user_claim=terraform_full_workspace token_policies=net\n"
        )
    };
    for (before, after) in [
        (
            json("[\"vault.workload.identity\"]"),
            json("[\"vault.workload.identity\", \"acme-vault\"]"),
        ),
        (json("[\"a\", \"b\"]"), json("[\"a\", \"b\", \"acme-vault\"]")),
        (json("\"vault.workload.identity\""), json("\"vault.workload.identity,acme-vault\"")),
        (words("vault.workload.identity"), words("vault.workload.identity,acme-vault")),
        (words("\"a,b\""), words("\"a,b,acme-vault\"")),
        (json("[\"acme-valut\"]"), json("[\"acme-vault\"]")),
    ] {
        let files = documents(&[("vars.env", LIST), ("role.sh", &before)]);
        let fixed = all_fixed(&files, &Options::default(), Safety::Review);
        assert_eq!(fixed.get(1).cloned().flatten().as_deref(), Some(after.as_str()));
    }
}

#[test]
fn a_value_that_is_of_no_switch_shows_another_name() {
    let list = |name: &str, value: &str| {
        format!(
            "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.acme.io:8200\nTFC_VAULT_RUN_ROLE=net\nTFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=iam_user\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=deploy\n{name}={value}\n"
        )
    };
    for (name, value, rule) in [
        ("TFC_VAULT_BACKED_AWS_AUTH_TYP_eu", "iam_user", "run-switch-not-true"),
        ("TFC_VAULT_BACKED_AWS_AUTH_eu", "yes", "run-switch-not-true"),
        ("TFC_VAULT_BACKED_GCP_SLEEP_SECONDS", "10", "run-variable-misspelt"),
    ] {
        let found = said(&[("vars.env", &list(name, value))]);
        assert!(found.iter().any(|(_, other, _)| other == rule), "{name}: {found:?}");
    }
    for name in ["TFC_VAULT_BACKED_AWS_AUTH_TYP", "TFC_VAULT_BACKED_AWS_AUTH_METHOD"] {
        let text = list(name, "iam_user").replace("TFC_VAULT_BACKED_AWS_AUTH_TYPE=iam_user\n", "");
        let fixed =
            all_fixed(&documents(&[("vars.env", &text)]), &Options::default(), Safety::Review);
        let fixed = fixed.into_iter().next().flatten().unwrap();
        assert_eq!(fixed, text.replace(name, "TFC_VAULT_BACKED_AWS_AUTH_TYPE"));
    }
}

#[test]
fn settings_by_their_whole_names_are_those_of_a_running_installation() {
    let all = "{\n  \"TFE_HOSTNAME\": \"tfe.acme.io\",\n  \"TFE_DATABASE_HOST\": \"db.acme.io:5432\",\n  \"TFE_OBJECT_STORAGE_TYPE\": \"s3\"\n}\n";
    assert_eq!(kind("config.json", all), Some("effective-settings"));
    assert_eq!(said(&[("config.json", all)]), []);
    for other in [
        all.replace("\"TFE_HOSTNAME\": \"tfe.acme.io\"", "\"env\": {\"variables\": {}}"),
        "TFE_HOSTNAME: a\nTFE_DATABASE_HOST: b\nTFE_OBJECT_STORAGE_TYPE: s3\n".to_owned(),
    ] {
        assert_ne!(kind("config.json", &other), Some("effective-settings"), "{other}");
    }
}

#[test]
fn images_are_pulled_with_secrets_of_their_type() {
    let values = "replicaCount: 1\nimagePullSecrets:\n  - name: registry\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: registry}\ntype: Opaque\nstringData:\n  username: a\n  TFE_X: b\n";
    let rules = |secret: &str| -> Vec<String> {
        let found = said(&[("overrides.yaml", values), ("secret.yaml", secret)]);
        found.into_iter().map(|(_, rule, _)| rule).filter(|r| r == "secret-without-key").collect()
    };
    assert_eq!(rules(secret).len(), 1);
    assert_eq!(rules(&secret.replace("type: Opaque\n", "")).len(), 1);
    for right in ["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"] {
        assert_eq!(rules(&secret.replace("Opaque", right)).len(), 0);
    }
    assert_eq!(rules(&secret.replace("name: registry", "name: other")).len(), 0);
}

/// Objects around the installation are manifests too, whatever they are called exactly.
#[test]
fn objects_around_vault_and_the_installation_are_manifests() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: vault-toolbox\nspec:\n  containers:\n    - name: toolbox\n      image: hashicorp/vault:1.20.4\n      command: [\"sleep\", \"infinity\"]\n      env:\n        - name: VAULT_ADDR\n          value: https://vault-active:8200\n";
    let account =
        "kind: ServiceAccount\napiVersion: v1\nmetadata:\n  namespace: tfe\n  name: tfe-agent\n";
    let tls = "apiVersion: v1\nkind: Secret\nmetadata: {name: tfe-tls}\ntype: kubernetes.io/tls\ndata:\n  tls.crt: YQ==\n  tls.key: YQ==\n";
    for text in [pod, account, tls] {
        assert_eq!(kind("a.yaml", text), Some("kubernetes-manifest"), "{text}");
        assert_eq!(said(&[("a.yaml", text)]), [], "{text}");
    }
    let slip = "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: vault-snapshot, namespace: vault}\nspec:\n  schedule: \"0 1 * * *\"\n  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n      spec:\n        restartPolicy: Never\n        containers:\n          - name: s\n            image: hashicorp/vault:1.20.4\n            command: [\"vault\", \"operator\", \"raft\", \"snapshot\", \"save\", \"/d/v.snap\"]\n";
    let found = said(&[("a.yaml", slip)]);
    assert!(found.iter().any(|(_, rule, _)| rule == "manifest-field-unknown"), "{found:?}");
    for other in [
        account.replace("tfe-agent", "stfe-agent").replace("namespace: tfe", "namespace: other"),
        pod.replace("hashicorp/vault:1.20.4", "alpine:3"),
    ] {
        assert_ne!(kind("a.yaml", &other), Some("kubernetes-manifest"), "{other}");
    }
}

/// A resource takes the audience as a list; what is filled in next to a `*` does not take that away.
#[test]
fn roles_in_terraform_are_completed_as_terraform_writes_them() {
    let role = |settings: &str| {
        format!(
            "resource \"vault_jwt_auth_backend_role\" \"runs\" {{\n  role_name  = \"runs\"\n  role_type  = \"jwt\"\n{settings}  user_claim = \"terraform_full_workspace\"\n}}\n"
        )
    };
    let exact = "  bound_claims = { sub = \"organization:acme:project:net:workspace:core:run_phase:plan\" }\n";
    let text = role(exact);
    assert_eq!(said(&[("a.tf", &text)]), [(0, "jwt-audience-missing".to_owned(), Severity::Error)]);
    let fixed = all_fixed(&documents(&[("a.tf", &text)]), &Options::default(), Safety::Review);
    let fixed = fixed.into_iter().flatten().next().unwrap();
    assert!(fixed.contains("\n  bound_audiences = [\"vault.workload.identity\"]\n"), "{fixed}");
    let audience = "  bound_audiences = [\"vault.workload.identity\"]\n";
    for (subject, is_wrong) in [
        ("organization:${var.org}:project:*:workspace:*:run_phase:*", true),
        ("organization:${var.org}:project:net:workspace:core:run_phase:plan", false),
        ("organization:acme:project:net:workspace:${var.name}:run_phase:*", true),
    ] {
        let text = role(&format!("{audience}  bound_claims = {{ sub = \"{subject}\" }}\n"));
        assert_eq!(!said(&[("a.tf", &text)]).is_empty(), is_wrong, "{text}");
    }
}
