//! Files around an installation that do not go together, each with its twin that works.

use tfe_check::{Document, Options, Severity, check};

/// The errors and warnings of some files, by name.
fn said(files: &[(&str, &str)]) -> Vec<String> {
    let documents: Vec<Document> = files.iter().map(|(n, t)| Document::new(*n, *t)).collect();
    let report = check(&documents, &Options::default());
    let all = report.documents.iter().flat_map(|document| &document.findings);
    all.filter(|f| f.severity > Severity::Info).map(|f| f.rule.clone()).collect()
}

fn has(files: &[(&str, &str)], rule: &str) -> bool {
    said(files).iter().any(|found| found == rule)
}

const CONFIG: &str = "vault write auth/jwt/config oidc_discovery_url=https://infra.acme.net/ bound_issuer=https://infra.acme.net\n";
const ROLE: &str = "vault write auth/jwt/role/tfc role_type=jwt bound_audiences=vault.workload.identity bound_claims_type=string bound_claims='{\"sub\":\"organization:acme:*\"}' user_claim=terraform_full_workspace token_policies=runs\n";
const VALUES: &str = "env:\n  variables:\n    TFE_HOSTNAME: infra.acme.net\n";

#[test]
fn commands_for_the_jwt_method_are_read_wherever_they_are() {
    let config = CONFIG.replace("infra", "tfe");
    assert_eq!(said(&[("setup.sh", &config)]), ["jwt-issuer-malformed"]);
    assert_eq!(said(&[("untitled", &config)]), ["jwt-issuer-malformed"]);
    let page =
        |block: &str| format!("# Set up\n\nDon't forget the method:\n\n```shell\n{block}```\n");
    assert_eq!(said(&[("page.md", &page(&config))]), ["jwt-issuer-malformed"]);
    assert_eq!(said(&[("page.md", &page(ROLE))]), ["jwt-subject-needs-glob"]);
    let both = format!(
        "{}\n```hcl\npath \"kv/data/a\" {{\n  capabilities = [\"read\"]\n}}\n```\n",
        page(ROLE)
    );
    assert_eq!(said(&[("page.md", &both)]), ["jwt-subject-needs-glob"]);
    let right = page(&ROLE.replace("=string", "=glob"));
    assert_eq!(said(&[("page.md", &right)]), Vec::<String>::new());
    let github = "vault write auth/jwt/role/ci role_type=jwt bound_audiences=https://github.com/acme bound_claims='{\"sub\":\"repo:acme/*\"}' user_claim=actor\n";
    assert_eq!(said(&[("page.md", &page(github))]), Vec::<String>::new());
}

#[test]
fn the_issuer_is_compared_with_the_host() {
    assert_eq!(said(&[("setup.sh", CONFIG)]), Vec::<String>::new());
    assert_eq!(said(&[("setup.sh", CONFIG), ("o.yaml", VALUES)]), ["jwt-issuer-malformed"]);
    let right = CONFIG.replace("net/ ", "net ");
    assert_eq!(said(&[("setup.sh", &right), ("o.yaml", VALUES)]), Vec::<String>::new());
    let other = right.replace("infra", "vcs");
    assert!(has(&[("setup.sh", &other), ("o.yaml", VALUES)], "jwt-issuer-of-another-host"));
    let cloud = right.replace("infra.acme.net", "app.terraform.io");
    assert_eq!(said(&[("setup.sh", &cloud), ("o.yaml", VALUES)]), Vec::<String>::new());
}

#[test]
fn secrets_of_terraform_enterprise_are_manifests() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: tfe\ndata:\n  TFE_DATABASE_PASSWORD: c2VjcmV0\n  TFE_LICENSE: MDJNVjRVVTQzQks1\n";
    assert_eq!(said(&[("s.yaml", secret)]), Vec::<String>::new());
    let plain = secret.replace("c2VjcmV0", "my password");
    assert_eq!(said(&[("s.yaml", &plain)]), ["secret-data-not-base64"]);
    let line = secret.replace("c2VjcmV0", "c2VjcmV0Cg==");
    assert_eq!(said(&[("s.yaml", &line)]), ["secret-value-with-line-break"]);
    let script = format!("#!/bin/sh\nkubectl apply -f - <<EOF\n{secret}EOF\n");
    assert_eq!(said(&[("s.sh", &script)]), Vec::<String>::new());
    let file = line.replace("TFE_DATABASE_PASSWORD", "database.password.pem");
    assert_eq!(said(&[("s.yaml", &file)]), Vec::<String>::new());
}

#[test]
fn tables_of_variables_are_read() {
    let head = "| Variable | Value |\n|---|---|\n";
    let rows = "| `TFC_VAULT_PROVIDER_AUTH` | `true` |\n| `TFC_VAULT_ADDR` | `https://vault.acme.net` |\n| `TFC_VAULT_RUN_ROLE` | `tfc` |\n";
    assert_eq!(said(&[("t.md", &format!("{head}{rows}"))]), Vec::<String>::new());
    let wrong = rows.replace("`true`", "`yes`");
    assert_eq!(said(&[("t.md", &format!("{head}{wrong}"))]), ["run-switch-not-true"]);
    let open = rows.replace("`https://vault.acme.net`", "…");
    assert_eq!(said(&[("t.md", &format!("{head}{open}"))]), Vec::<String>::new());
    let docs = "| Variable | Value | Notes |\n|---|---|---|\n| `TFC_VAULT_ADDR` | The address of the Vault instance. | Also set as VAULT_ADDR. |\n| `TFC_VAULT_RUN_ROLE` | The role to log in with. | Required. |\n";
    let report = check(&[Document::new("t.md", docs)], &Options::default());
    let kind = report.documents[0].kind.map(|kind| kind.name());
    assert_eq!((kind, said(&[("t.md", docs)])), (Some("workspace-variables"), Vec::new()));
}

#[test]
fn logs_in_pages_are_read_as_logs() {
    let log = "2026-03-11T08:14:02.117Z [ERROR] terraform-enterprise: check failed: name=database err=\"failed to connect to database: dial tcp 10.0.0.1:5432: connect: connection refused\"\n";
    let page = format!(
        "# Trouble\n\nYou may see `encryption key not found` in the log:\n\n```\n{log}{log}```\n"
    );
    let report = check(&[Document::new("page.md", page)], &Options::default());
    let rules: Vec<_> = report.documents[0].findings.iter().map(|f| f.rule.as_str()).collect();
    assert!(rules.contains(&"startup-check-failed"), "{rules:?}");
    assert!(!rules.contains(&"vault-secrets-not-decrypted"), "{rules:?}");
    let lines: Vec<_> = report.documents[0].findings.iter().map(|f| f.span.line).collect();
    assert!(lines.iter().any(|line| *line >= 6), "{lines:?}");
}

#[test]
fn the_engine_is_compared_within_one_script() {
    let script = |path: &str| {
        format!(
            "#!/bin/sh\nvault secrets enable {path} transit\nvault policy write tfe - <<EOF\npath \"transit/encrypt/atlas_*\" {{\n  capabilities = [\"create\", \"update\"]\n}}\npath \"transit/decrypt/atlas_*\" {{\n  capabilities = [\"update\"]\n}}\npath \"transit/keys/atlas_*\" {{\n  capabilities = [\"read\", \"create\", \"update\"]\n}}\nEOF\n"
        )
    };
    assert!(has(&[("setup.sh", &script("-path=keys"))], "transit-enabled-elsewhere"));
    assert!(!has(&[("setup.sh", &script("-path=transit"))], "transit-enabled-elsewhere"));
}

const RUN: &str = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.acme.net\nTFC_VAULT_RUN_ROLE=tfc\nTFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=iam_user\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=deploy\n";

#[test]
fn a_policy_file_that_a_command_names_is_the_roles() {
    let setup = format!(
        "vault policy write runs ./policies/team.hcl\n{}",
        ROLE.replace("=string", "=glob")
    );
    let policy = |path: &str| format!("path \"{path}\" {{\n  capabilities = [\"read\"]\n}}\n");
    let lacks = policy("kv/data/app");
    let found = check(
        &[
            Document::new("vars.env", RUN),
            Document::new("setup.sh", setup.as_str()),
            Document::new("team.hcl", lacks.as_str()),
        ],
        &Options::default(),
    );
    let of_policy = found.documents[2].findings.iter().find(|f| f.rule == "run-policy-lacks-path");
    assert_eq!(of_policy.map(|f| f.severity), Some(Severity::Error));
    let right = policy("aws/creds/deploy");
    let files = [("vars.env", RUN), ("setup.sh", setup.as_str()), ("team.hcl", right.as_str())];
    assert_eq!(said(&files), Vec::<String>::new());
}

#[test]
fn arguments_and_tags_are_compared_with_the_code() {
    let code = |argument: &str| format!("provider \"vault\" {{\n  {argument}\n}}\n");
    let run = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.acme.net\nTFC_VAULT_RUN_ROLE=tfc\n";
    let with = |argument: &str| said(&[("a.env", run), ("main.tf", &code(argument))]);
    assert_eq!(with("token = var.token"), ["run-provider-argument"]);
    assert_eq!(with("address = \"https://other.acme.net\""), ["run-provider-argument"]);
    for fine in [
        "",
        "address = \"https://vault.acme.net/\"",
        "address = var.address",
        "skip_child_token = true",
    ] {
        assert_eq!(with(fine), Vec::<String>::new(), "{fine}");
    }
    let giver = format!(
        "{}resource \"tfe_variable\" \"a\" {{\n  key = \"TFC_VAULT_RUN_ROLE\"\n  value = \"tfc\"\n  category = \"env\"\n}}\n",
        code("token = var.token")
    );
    assert!(!has(&[("a.env", run), ("main.tf", &giver)], "run-provider-argument"));
    let tagged = "TFC_AWS_PROVIDER_AUTH_EU=true\nTFC_AWS_RUN_ROLE_ARN_EU=arn:aws:iam::111122223333:role/deploy\n";
    let aws = "provider \"aws\" {\n  alias  = \"eu\"\n  region = \"eu-west-1\"\n}\n";
    assert_eq!(said(&[("a.env", tagged), ("main.tf", aws)]), ["run-tag-not-declared"]);
    let declared = format!("{aws}variable \"tfc_aws_dynamic_credentials\" {{\n  type = any\n}}\n");
    assert_eq!(said(&[("a.env", tagged), ("main.tf", &declared)]), Vec::<String>::new());
}

#[test]
fn the_snapshot_job_needs_its_path() {
    let job = "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: vault-snapshot\nspec:\n  schedule: \"0 3 * * *\"\n  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n      activeDeadlineSeconds: 600\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: save\n              image: hashicorp/vault:1.21\n              command: [\"/bin/sh\", \"-ec\", \"vault operator raft snapshot save /data/a.snap\"]\n              env:\n                - {name: VAULT_ADDR, value: \"https://vault-active:8200\"}\n";
    let role = "vault write auth/approle/role/snap token_policies=snap token_ttl=10m\n";
    let policy = |path: &str| format!("path \"{path}\" {{\n  capabilities = [\"read\"]\n}}\n");
    let rule = "snapshot-policy-lacks-path";
    assert!(has(
        &[("job.yaml", job), ("role.sh", role), ("snap.hcl", &policy("sys/health"))],
        rule
    ));
    let right = policy("sys/storage/raft/snapshot");
    assert!(!has(&[("job.yaml", job), ("role.sh", role), ("snap.hcl", &right)], rule));
    assert!(!has(&[("job.yaml", job), ("snap.hcl", &policy("sys/health"))], rule));
}

#[test]
fn a_self_signed_certificate_is_compared_with_who_reads_it() {
    let page = include_str!("../../../../rules/helm-overrides/self-signed-without-ca.md");
    let line = page.lines().find(|line| line.trim_start().starts_with("certData:")).unwrap();
    let data = line.trim().trim_start_matches("certData: ");
    let values = format!("tls:\n  certData: {data}\n  caCertData: {data}\n{VALUES}");
    let azure = "TFC_AZURE_PROVIDER_AUTH=true\nTFC_AZURE_RUN_CLIENT_ID=0f0f0f0f-0000-4000-8000-000000000000\n";
    let rule = "run-cloud-rejects-certificate";
    assert!(has(&[("o.yaml", &values), ("a.env", azure)], rule));
    assert!(!has(&[("o.yaml", VALUES), ("a.env", azure)], rule));
    assert!(!has(&[("o.yaml", &values), ("a.env", RUN)], rule));
    let config = CONFIG.replace("net/ ", "net ");
    assert!(has(&[("o.yaml", &values), ("s.sh", &config)], "jwt-config-without-ca"));
    let given = config.replace(" bound_issuer", " oidc_discovery_ca_pem=@ca.pem bound_issuer");
    assert!(!has(&[("o.yaml", &values), ("s.sh", &given)], "jwt-config-without-ca"));
    assert!(!has(&[("o.yaml", VALUES), ("s.sh", &config)], "jwt-config-without-ca"));
}

#[test]
fn trust_of_clouds_in_code_of_any_form_is_read() {
    let policy = |test: &str, subject: &str| {
        format!(
            "resource \"aws_iam_role\" \"tfe\" {{\n  name = \"tfe\"\n  assume_role_policy = jsonencode({{\n    Statement = [{{\n      Action = \"sts:AssumeRoleWithWebIdentity\"\n      Condition = {{\n        {test} = {{\n          \"tfe.acme.net:sub\" = \"{subject}\"\n        }}\n      }}\n    }}]\n  }})\n}}\n"
        )
    };
    let star = "organization:acme:project:*:workspace:*:run_phase:*";
    assert_eq!(said(&[("m.tf", &policy("StringEquals", star))]), ["aws-trust-never-matches"]);
    assert_eq!(said(&[("m.tf", &policy("StringLike", star))]), Vec::<String>::new());
    let exact = "organization:acme:project:a:workspace:b:run_phase:plan";
    assert_eq!(said(&[("m.tf", &policy("StringEquals", exact))]), Vec::<String>::new());
    let github = policy("StringEquals", "repo:acme/*");
    assert_eq!(said(&[("m.tf", &github)]), Vec::<String>::new());
}

/// A job, and the Secret that it logs in with, in a namespace and with keys.
fn job_and_secret(namespace: &str, key: &str) -> [String; 2] {
    let job = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: vault-snapshot\n  namespace: vault\nspec:\n  activeDeadlineSeconds: 600\n  template:\n    spec:\n      restartPolicy: Never\n      serviceAccountName: vault-snapshot\n      containers:\n        - name: save\n          image: hashicorp/vault:1.21\n          command: [\"vault\", \"operator\", \"raft\", \"snapshot\", \"save\", \"/data/a.snap\"]\n          env:\n            - name: VAULT_ADDR\n              value: https://vault-active:8200\n            - name: VAULT_TOKEN\n              valueFrom:\n                secretKeyRef:\n                  name: vault-snapshot\n                  key: token\n          volumeMounts:\n            - name: data\n              mountPath: /data\n      volumes:\n        - name: data\n          persistentVolumeClaim:\n            claimName: vault-snapshot\n";
    let secret = format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: vault-snapshot\n  namespace: {namespace}\nstringData:\n  {key}: abc\n"
    );
    [job.to_owned(), secret]
}

#[test]
fn what_a_job_names_may_be_in_another_file() {
    let said = |namespace: &str, key: &str, more: Option<&str>| {
        let [job, secret] = job_and_secret(namespace, key);
        let mut files = vec![Document::new("job.yaml", job), Document::new("secret.yaml", secret)];
        files.extend(more.map(|text| Document::new("more.yaml", text)));
        let report = check(&files, &Options::default());
        let findings = report.documents.iter().flat_map(|document| &document.findings);
        let broken = findings.filter(|f| f.rule == "manifest-reference-broken");
        broken.map(|f| f.related.first().unwrap().document.clone()).collect::<Vec<_>>()
    };
    let there = "secret.yaml".to_owned();
    assert_eq!(said("vault", "token", None), Vec::<String>::new());
    assert_eq!(said("vault", "password", None), std::slice::from_ref(&there));
    assert_eq!(said("backup", "token", None), [there]);
    let another = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: vault-snapshot\n  namespace: vault\nstringData:\n  token: abc\n";
    assert_eq!(said("backup", "token", Some(another)), Vec::<String>::new());
    let kustomization = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: vault\nresources: [vault-snapshot.yaml]\n";
    assert_eq!(said("backup", "token", Some(kustomization)), Vec::<String>::new());
}

#[test]
fn an_account_may_be_in_another_file() {
    let [job, _] = job_and_secret("vault", "token");
    let account = |namespace: &str| {
        format!(
            "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: vault-snapshot\n  namespace: {namespace}\n"
        )
    };
    let said = |namespace: &str| {
        let files = [
            Document::new("job.yaml", job.as_str()),
            Document::new("rbac.yaml", account(namespace)),
        ];
        let report = check(&files, &Options::default());
        report
            .documents
            .iter()
            .flat_map(|d| &d.findings)
            .any(|f| f.rule == "service-account-elsewhere")
    };
    assert!(said("default") && !said("vault"));
}
