//! One slip in a neighbor of the policy, and what it is repaired to.

use tfe_check::{Document, Options, Safety, Severity, check, fixed};

fn said(files: &[(&str, &str)]) -> Vec<(usize, String)> {
    let documents: Vec<Document> = files.iter().map(|(n, t)| Document::new(*n, *t)).collect();
    let report = check(&documents, &Options::default());
    let found = report.documents.iter().enumerate().flat_map(|(at, document)| {
        let wrong = document.findings.iter().filter(|f| f.severity > Severity::Info);
        wrong.map(move |f| (at, f.rule.clone()))
    });
    found.collect()
}

fn is(at: usize, rule: &str) -> (usize, String) {
    (at, rule.to_owned())
}

/// A text that works, with one change, is found by one rule, and repaired to what it was.
fn repaired(name: &str, works: &str, from: &str, to: &str, rule: &str) {
    assert!(works.contains(from), "{name}: {from}");
    assert_eq!(said(&[(name, works)]), [], "{name}");
    let wrong = works.replacen(from, to, 1);
    assert_eq!(said(&[(name, &wrong)]), [is(0, rule)], "{wrong}");
    let text = fixed(&Document::new(name, wrong), &Options::default(), Safety::Review);
    assert_eq!(text.as_deref(), Some(works), "{to}");
}

const JOB: &str = r#"apiVersion: batch/v1
kind: CronJob
metadata:
  name: vault-snapshot
spec:
  schedule: "0 4 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      activeDeadlineSeconds: 600
      template:
        spec:
          restartPolicy: Never
          automountServiceAccountToken: true
          containers:
            - name: save
              image: hashicorp/vault:1.20.4
              imagePullPolicy: IfNotPresent
              command: ["/bin/sh", "-ec"]
              args:
                - |
                  VAULT_TOKEN=$(vault write -field=token auth/kubernetes/login role=s jwt=@/var/run/secrets/kubernetes.io/serviceaccount/token)
                  export VAULT_TOKEN
                  vault operator raft snapshot save /data/vault.snap
              env:
                - name: VAULT_ADDR
                  value: https://vault-active.vault.svc:8200
              volumeMounts:
                - {name: data, mountPath: /data}
          volumes:
            - name: data
              emptyDir: {}
"#;

#[test]
fn slips_in_manifests_are_repaired() {
    for (from, to, rule) in [
        ("Policy: Forbid", "Policy: forbid", "manifest-value-refused"),
        ("IfNotPresent", "IfNotPresnt", "manifest-value-refused"),
        ("Seconds: 600", "Seconds: \"600\"", "manifest-wrong-type"),
        ("Token: true", "Token: \"true\"", "manifest-wrong-type"),
        ("Token: true", "Token: false", "account-token-not-mounted"),
        ("{name: data,", "{name: daat,", "manifest-mount-without-volume"),
        ("concurrencyPolicy", "concurencyPolicy", "manifest-field-unknown"),
    ] {
        repaired("job.yaml", JOB, from, to, rule);
    }
    // A patch names mounts without their volumes.
    let (head, tail) = JOB.split_once("          volumes:").unwrap();
    let without = format!(
        "{head}{}",
        tail.replace("\n            - name: data\n              emptyDir: {}\n", "")
    );
    assert_eq!(said(&[("job.yaml", without.trim_start_matches(':'))]), []);
}

#[test]
fn a_secret_of_nearly_that_name_is_a_warning() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: vault-login\nstringData:\n  token: abc\n---\n";
    let job = |name: &str| {
        let variable = format!(
            "              env:\n                - name: VAULT_TOKEN\n                  valueFrom: {{secretKeyRef: {{name: {name}, key: token}}}}\n"
        );
        format!("{secret}{}", JOB.replacen("              env:\n", &variable, 1))
    };
    assert_eq!(said(&[("job.yaml", &job("vault-login"))]), []);
    assert_eq!(said(&[("job.yaml", &job("vault-logins"))]), [is(0, "manifest-reference-broken")]);
    assert_eq!(said(&[("job.yaml", &job("of-another-team"))]), []);
}

#[test]
fn objects_of_terraform_enterprise_are_manifests() {
    let binding = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: terraform-enterprise\n  namespace: tfe\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: terraform-enterprise\n  namespace: tfe-agents\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: terraform-enterprise\nsubjects:\n  - kind: ServiceAccount\n    name: terraform-enterprise\n    namespace: tfe\n";
    assert_eq!(said(&[("rbac.yaml", binding)]), []);
    let (head, _) = binding.rsplit_once("namespace: tfe\n").unwrap();
    let wrong = format!("{head}namespace: default\n");
    assert_eq!(said(&[("rbac.yaml", &wrong)]), [is(0, "service-account-elsewhere")]);
}

#[test]
fn a_role_without_limits_is_silent() {
    let role = "vault write auth/approle/role/tfe token_policies=tfe token_period=24h token_explicit_max_ttl=0\n";
    repaired("role.sh", role, "ttl=0", "ttl=720h", "approle-token-ends");
    let printed = "{\"data\": {\"bind_secret_id\": true, \"secret_id_bound_cidrs\": null, \"token_bound_cidrs\": [], \"token_period\": 86400, \"token_policies\": [\"tfe\"]}}\n";
    assert_eq!(said(&[("role.json", printed)]), []);
}

const SETTINGS: &str = r#"{
  "hostname": {"value": "tfe.acme.net"},
  "installation_type": {"value": "production"},
  "production_type": {"value": "external"},
  "placement": {"value": "placement_s3"},
  "capacity_memory": {"value": "2048"},
  "pg_netloc": {"value": "pg.acme.net:5432"}
}
"#;

#[test]
fn slips_in_settings_of_replicated_are_repaired() {
    for (from, to, rule) in [
        ("\"placement_s3\"", "\"s3\"", "replicated-value-not-allowed"),
        ("\"production\"", "\"prod\"", "replicated-value-not-allowed"),
        ("{\"value\": \"2048\"}", "\"2048\"", "replicated-value-not-text"),
        ("{\"value\": \"2048\"}", "2048", "replicated-value-not-text"),
        ("{\"value\": \"2048\"}", "{\"val\": \"2048\"}", "replicated-value-not-text"),
    ] {
        // The last fix would turn the settings into values.
        let wrong = SETTINGS.replacen(from, to, 1);
        assert_eq!(said(&[("settings.json", &wrong)]), [is(0, rule)], "{to}");
        let report = check(&[Document::new("settings.json", wrong.as_str())], &Options::default());
        let found = report.documents[0].findings.iter().find(|f| f.rule == rule).unwrap();
        let edits = found.fixes[0]
            .edits
            .iter()
            .map(|e| text::Edit::replace(text::Span::new(e.start, e.end), e.insert.clone()));
        let set = text::EditSet::new(edits.collect()).unwrap();
        assert_eq!(set.apply(&wrong).unwrap(), SETTINGS, "{to}");
    }
}

#[test]
fn the_last_old_command_is_replaced_too() {
    let new = "vault operator rekey -init -key-shares=3\nvault operator rekey -status\n";
    let old = new.replace("operator rekey", "rekey");
    let text = fixed(&Document::new("rekey.sh", old), &Options::default(), Safety::Review);
    assert_eq!(text.as_deref(), Some(new));
}

#[test]
fn roles_that_curl_writes_are_those_of_the_script() {
    let works = "curl --request POST --data @- \"$VAULT_ADDR/v1/auth/jwt/role/runs\" <<'EOF'\n{\"role_type\": \"jwt\", \"user_claim\": \"terraform_full_workspace\", \"bound_audiences\": [\"vault.workload.identity\"], \"bound_claims_type\": \"glob\", \"bound_claims\": {\"sub\": \"organization:acme:project:data:workspace:*:run_phase:*\"}}\nEOF\n";
    repaired("role.sh", works, "run_phase:*", "run-phase:*", "jwt-subject-malformed");
}

#[test]
fn settings_of_a_running_tfe_may_follow_their_command() {
    let text = "$ kubectl exec -n tfe deploy/terraform-enterprise -- tfectl app config\n{\"hostname\": \"tfe.acme.net\", \"operational_mode\": \"active-active\", \"object_storage\": {\"type\": \"s3\"}, \"database\": {\"host\": \"db.acme.net\"}}\n$\n";
    let report = check(&[Document::new("config.txt", text)], &Options::default());
    let found = &report.documents[0].findings;
    let lines: Vec<_> = found.iter().map(|f| (f.rule.as_str(), f.span.line)).collect();
    assert_eq!(lines, [("settings-of-a-running-tfe", 2)]);
}

#[test]
fn startup_checks_in_json_are_those_of_the_text() {
    let line = r#"{"@level":"error","@message":"check failed","@module":"terraform-enterprise","@timestamp":"2026-05-02T03:04:05Z","duration":"1m0s","err":"dial tcp: i/o timeout","name":"database"}"#;
    assert_eq!(said(&[("tfe.log", &format!("{line}\n"))]), [is(0, "startup-check-failed")]);
}

const SWITCH: &str =
    "TFC_AWS_PROVIDER_AUTH_EU=true\nTFC_AWS_RUN_ROLE_ARN_EU=arn:aws:iam::123456789012:role/runs\n";

#[test]
fn tags_of_the_code_are_those_of_the_variables() {
    let code = |tag: &str| {
        format!(
            "variable \"tfc_aws_dynamic_credentials\" {{\n  type = any\n}}\n\nprovider \"aws\" {{\n  shared_config_files = [var.tfc_aws_dynamic_credentials.aliases[{tag}].shared_config_file]\n}}\n"
        )
    };
    for (tag, wrong) in [("\"EU\"", false), ("var.tag", false), ("\"US\"", true), ("\"eu\"", true)]
    {
        let expected = if wrong { vec![is(1, "run-tag-not-declared")] } else { Vec::new() };
        assert_eq!(said(&[("v.env", SWITCH), ("main.tf", &code(tag))]), expected, "{tag}");
        assert_eq!(said(&[("main.tf", &code(tag))]), []);
    }
}

const RUN: &str = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.acme.net\nTFC_VAULT_RUN_ROLE=runs\nTFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=iam_user\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=deploy\n";

#[test]
fn the_policy_of_a_role_may_be_in_the_file_that_terraform_reads() {
    let code = "resource \"vault_policy\" \"team\" {\n  name   = \"of-runs\"\n  policy = file(\"${path.module}/team.hcl\")\n}\n\nresource \"vault_jwt_auth_backend_role\" \"runs\" {\n  role_name         = \"runs\"\n  role_type         = \"jwt\"\n  token_policies    = [vault_policy.team.name]\n  bound_audiences   = [\"vault.workload.identity\"]\n  bound_claims_type = \"glob\"\n  bound_claims      = { sub = \"organization:acme:*\" }\n  user_claim        = \"terraform_full_workspace\"\n}\n";
    let policy = |path: &str| format!("path \"{path}\" {{\n  capabilities = [\"read\"]\n}}\n");
    let (right, wrong) = (policy("aws/creds/deploy"), policy("aws/creds/other"));
    for code in [code.to_owned(), code.replace("vault_policy.team.name", "\"of-runs\"")] {
        assert_eq!(said(&[("v.env", RUN), ("main.tf", &code), ("team.hcl", &right)]), []);
        let found = said(&[("v.env", RUN), ("main.tf", &code), ("team.hcl", &wrong)]);
        assert_eq!(found, [is(2, "run-policy-lacks-path")]);
    }
}

const VALUES: &str = "env:\n  variables:\n    TFE_HOSTNAME: tfe.acme.net\n    TFE_OBJECT_STORAGE_TYPE: s3\n    TFE_OBJECT_STORAGE_S3_BUCKET: acme-tfe\n";

#[test]
fn the_policy_for_the_bucket_allows_what_tfe_does() {
    let code = |actions: &str| {
        format!(
            "data \"aws_iam_policy_document\" \"tfe\" {{\n  statement {{\n    actions   = [{actions}]\n    resources = [\"arn:aws:s3:::acme-tfe\", \"arn:aws:s3:::acme-tfe/*\"]\n  }}\n}}\n"
        )
    };
    let has = |actions: &str, rest: &str| {
        let file = format!("{}{rest}", code(actions));
        let found = said(&[("values.yaml", VALUES), ("iam.tf", &file)]);
        found.contains(&is(1, "aws-role-lacks-bucket-action"))
    };
    let all = "\"s3:GetObject\", \"s3:PutObject\", \"s3:DeleteObject\", \"s3:ListBucket\"";
    let less = all.replace(", \"s3:DeleteObject\"", "");
    assert!(has(&less, ""));
    for actions in
        [all, "\"s3:*\"", "\"s3:*Object\", \"s3:List*\"", "\"s3:GetObject\"", "var.actions"]
    {
        assert!(!has(actions, ""), "{actions}");
    }
    // Another policy may allow the rest.
    for rest in [
        "# arn:aws:iam::aws:policy/AmazonS3FullAccess\n",
        "resource \"aws_s3_bucket_policy\" \"a\" {\n  bucket = \"acme-tfe\"\n}\n",
    ] {
        assert!(!has(&less, rest), "{rest}");
    }
    assert_eq!(said(&[("iam.tf", &code(&less))]), []);
}
