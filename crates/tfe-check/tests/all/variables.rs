//! Variables of workspaces in the forms in which people paste them: each fault at its line, what works is
//! left alone, and no secret is shown.

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Safety, Severity, check, fixed, kind};

fn judge(name: &str, text: &str) -> DocumentReport {
    check(&[Document::new(name, text)], &Options::default()).documents.remove(0)
}

/// Line, rule and severity of each finding that is more than an info.
fn said(text: &str) -> Vec<(usize, String, Severity)> {
    let report = judge("untitled", text);
    let loud = report.findings.into_iter().filter(|f| f.severity > Severity::Info);
    loud.map(|f| (f.span.line, f.rule, f.severity)).collect()
}

fn is(line: usize, rule: &str, severity: Severity) -> (usize, String, Severity) {
    (line, rule.to_owned(), severity)
}

use Severity::{Error, Warning};

const HCP: &str = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://corp-1a2b.5e6f.z1.hashicorp.cloud:8200\nTFC_VAULT_RUN_ROLE=tfc-role\nTFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=iam_user\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=deploy\n";

#[test]
fn an_hcp_vault_needs_its_namespace() {
    assert_eq!(said(HCP), [is(2, "run-namespace-missing", Warning)]);
    let document = Document::new("a.env", HCP);
    let after = fixed(&document, &Options::default(), Safety::Review).unwrap();
    assert!(after.contains(":8200\nTFC_VAULT_NAMESPACE=admin\n"), "{after}");
    assert_eq!(said(&after), []);
}

#[test]
fn defaults_count_and_a_switch_that_is_off_is_said() {
    let text = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_DEFAULT_VAULT_ADDR=https://vault.corp.example.net\nTFC_DEFAULT_VAULT_RUN_ROLE=tfe\nTFC_VAULT_BACKED_AWS_AUTH=false\nTFC_DEFAULT_VAULT_BACKED_AWS_AUTH_TYPE=assumed_role\nTFC_DEFAULT_VAULT_BACKED_AWS_MOUNT_PATH=aws\nTFC_DEFAULT_VAULT_BACKED_AWS_RUN_VAULT_ROLE=deploy\nTFC_DEFAULT_VAULT_BACKED_AWS_RUN_ROLE_ARN=arn:aws:iam::111122223333:role/deploy\n";
    assert_eq!(said(text), [is(4, "run-switch-not-true", Warning)]);
}

/// The same fault in every form, at its place.
#[test]
fn all_forms_are_read() {
    let forms = [
        (
            "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_RUN_ROLE=tfe\nTFC_VAULT_ADDR=vault.corp.example.net\n",
            3,
        ),
        (
            "export TFC_VAULT_PROVIDER_AUTH=\"true\"\nexport TFC_VAULT_RUN_ROLE='tfe'\nexport TFC_VAULT_ADDR=\"vault.corp.example.net\"\n",
            3,
        ),
        (
            "TFC_VAULT_PROVIDER_AUTH: true\nTFC_VAULT_RUN_ROLE: tfe\nTFC_VAULT_ADDR: vault.corp.example.net\n",
            3,
        ),
        (
            "env:\n  - key: TFC_VAULT_PROVIDER_AUTH\n    value: \"true\"\n  - key: TFC_VAULT_RUN_ROLE\n    value: tfe\n  - key: TFC_VAULT_ADDR\n    value: vault.corp.example.net\n",
            7,
        ),
        (
            "{\"TFC_VAULT_PROVIDER_AUTH\": \"true\",\n \"TFC_VAULT_RUN_ROLE\": \"tfe\",\n \"TFC_VAULT_ADDR\": \"vault.corp.example.net\"}\n",
            3,
        ),
        (
            "{\"data\": [\n{\"type\": \"vars\", \"attributes\": {\"key\": \"TFC_VAULT_PROVIDER_AUTH\", \"value\": \"true\", \"category\": \"env\"}},\n{\"type\": \"vars\", \"attributes\": {\"key\": \"TFC_VAULT_RUN_ROLE\", \"value\": \"tfe\", \"category\": \"env\"}},\n{\"type\": \"vars\", \"attributes\": {\"key\": \"TFC_VAULT_ADDR\", \"value\": \"vault.corp.example.net\", \"category\": \"env\"}}\n]}\n",
            4,
        ),
        (
            "TFC_VAULT_PROVIDER_AUTH\ttrue\tenv\nTFC_VAULT_RUN_ROLE\ttfe\tenv\nTFC_VAULT_ADDR\tvault.corp.example.net\tenv\n",
            3,
        ),
        (
            "Hello,\n\nthese are the variables of the workspace:\n\nTFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_RUN_ROLE=tfe\nTFC_VAULT_ADDR=vault.corp.example.net\n\nThe run fails. Why?\n",
            7,
        ),
        (
            "# Notes\n\n```\nTFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_RUN_ROLE=tfe\nTFC_VAULT_ADDR=vault.corp.example.net\n```\n",
            6,
        ),
        (
            "> TFC_VAULT_PROVIDER_AUTH=true\n> TFC_VAULT_RUN_ROLE=tfe\n> TFC_VAULT_ADDR=vault.corp.example.net\n",
            3,
        ),
        (
            "resource \"tfe_variable\" \"a\" {\n  workspace_id = tfe_workspace.a.id\n  category = \"env\"\n  key = \"TFC_VAULT_PROVIDER_AUTH\"\n  value = \"true\"\n}\nresource \"tfe_variable\" \"b\" {\n  workspace_id = tfe_workspace.a.id\n  category = \"env\"\n  key = \"TFC_VAULT_RUN_ROLE\"\n  value = \"tfe\"\n}\nresource \"tfe_variable\" \"c\" {\n  workspace_id = tfe_workspace.a.id\n  category = \"env\"\n  key = \"TFC_VAULT_ADDR\"\n  value = \"vault.corp.example.net\"\n}\n",
            17,
        ),
    ];
    for (text, line) in forms {
        let expected = is(line, "run-vault-address-malformed", Warning);
        let found = said(text);
        assert!(found.contains(&expected), "{found:?}\n{text}");
        let document = Document::new("untitled", text);
        let after = fixed(&document, &Options::default(), Safety::Review).unwrap_or_default();
        assert!(after.contains("https://vault.corp.example.net"), "{after}");
    }
}

#[test]
fn a_category_is_that_of_the_environment() {
    let text = "locals {\n  vault = {\n    TFC_VAULT_PROVIDER_AUTH = \"true\"\n    TFC_VAULT_ADDR          = \"https://vault.corp.example.net:8200\"\n    TFC_VAULT_RUN_ROLE      = \"tfe\"\n  }\n}\nresource \"tfe_variable\" \"vault\" {\n  for_each     = local.vault\n  workspace_id = \"ws-4bCdEfGhIjKlMnOp\"\n  key          = each.key\n  value        = each.value\n  category     = \"terraform\"\n}\n";
    assert_eq!(said(text), [is(13, "run-variable-not-in-environment", Error)]);
    let document = Document::new("a.tf", text);
    let after = fixed(&document, &Options::default(), Safety::Safe).unwrap();
    assert_eq!(after, text.replace("\"terraform\"", "\"env\""));
}

#[test]
fn the_api_lists_what_a_workspace_has() {
    let text = "{\"data\": [\n{\"type\": \"vars\", \"attributes\": {\"key\": \"TFC_VAULT_PROVIDER_AUTH\", \"value\": \"true\", \"category\": \"terraform\"}},\n{\"type\": \"vars\", \"attributes\": {\"key\": \"region\", \"value\": \"eu-west-1\", \"category\": \"terraform\"}}\n]}\n";
    let expected = [
        is(2, "run-variable-missing", Error),
        is(2, "run-variable-missing", Error),
        is(2, "run-variable-not-in-environment", Error),
    ];
    assert_eq!(said(text), expected);
}

#[test]
fn no_secret_is_shown() {
    let text = "- key: TFC_VAULT_PROVIDER_AUTH\n  value: \"true\"\n- key: VAULT_TOKEN\n  value: hvs.CAESIJq81xSecretValue\n  sensitive: true\n- key: OWN\n  value: Kx93-own-value\n  sensitive: true\n";
    let report = judge("a.yaml", text);
    let written = format!("{report:?}");
    assert!(!written.contains("Jq81xSecret") && !written.contains("Kx93-own"), "{written}");
    assert!(report.findings.iter().any(|f| f.rule == "run-credentials-fixed-too"), "{report:?}");
}

#[test]
fn files_of_others_are_left_alone() {
    for (name, text) in [
        (".env", "TFC_TOKEN=a\nTFC_ORGANIZATION=b\n"),
        (".env", "TFE_HOSTNAME=tfe.example.com\nTFE_VAULT_ADDR=https://a\nTFE_LICENSE=x\n"),
        ("a.yaml", "env:\n  TFC_WORKSPACE_NAME: a\n  TFC_PROJECT_NAME: b\n"),
        (
            "ci.yml",
            "jobs:\n  plan:\n    env:\n      TFC_AWS_PROVIDER_AUTH: yes\n    steps:\n      - run: terraform plan\n",
        ),
        (
            "docker-compose.yml",
            "services:\n  agent:\n    image: hashicorp/tfc-agent:1.22.0\n    environment:\n      TFC_AGENT_TOKEN: a\n      TFC_VAULT_ADDR: b\n",
        ),
        ("variables.tf", "variable \"TFC_VAULT_ADDR\" {\n  default = \"vault\"\n}\n"),
        ("terraform.tfvars", "TFC_TOKEN = \"a\"\n"),
    ] {
        let report = judge(name, text);
        let is_ours = report.kind == Some(kind::WORKSPACE_VARIABLES);
        let loud = report.findings.iter().any(|f| f.rule.starts_with("run-"));
        assert!(!is_ours && !loud, "{name}: {:?} {:?}", report.kind, report.findings);
    }
}
