//! The variables of runs with the other files of an installation, and what is shown of them.

use tfe_check::view::State;
use tfe_check::{Document, Options, Safety, Severity, all_fixed, check, detect, kind, view};

const LIST: &str = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.corp.test:8200\nTFC_VAULT_RUN_ROLE=tfe-runs\nTFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=assumed_role\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=deploy\nTFC_VAULT_BACKED_AWS_RUN_ROLE_ARN=arn:aws:iam::111122223333:role/deploy\n";

const TOKEN: &str = "path \"auth/token/lookup-self\" {\n  capabilities = [\"read\"]\n}\n\npath \"auth/token/renew-self\" {\n  capabilities = [\"update\"]\n}\n\npath \"auth/token/revoke-self\" {\n  capabilities = [\"update\"]\n}\n";

const ROLE: &str = "vault write auth/jwt/role/tfe-runs role_type=jwt bound_audiences=vault.workload.identity bound_claims_type=glob bound_claims='{\"sub\": \"organization:acme:*\"}' user_claim=terraform_full_workspace token_policies=runs\n";

/// Document, rule and severity of each finding that is more than an info.
fn said(documents: &[Document]) -> Vec<(usize, String, Severity)> {
    let report = check(documents, &Options::default());
    let mut all = Vec::new();
    for (at, document) in report.documents.into_iter().enumerate() {
        let loud = document.findings.into_iter().filter(|f| f.severity > Severity::Info);
        all.extend(loud.map(|f| (at, f.rule, f.severity)));
    }
    all
}

fn documents(all: &[(&str, &str)]) -> Vec<Document> {
    all.iter().map(|(name, text)| Document::new(*name, *text)).collect()
}

fn is(at: usize, rule: &str, severity: Severity) -> (usize, String, Severity) {
    (at, rule.to_owned(), severity)
}

#[test]
fn the_policy_that_variables_ask_for_is_made_and_allows_it() {
    let shown = view(&Document::new("a.env", LIST), &Options::default());
    assert!(
        shown.policy.contains("path \"aws/sts/deploy\" {\n  capabilities = [\"read\"]\n}\n"),
        "{}",
        shown.policy
    );
    let both = documents(&[("a.env", LIST), ("runs.hcl", &shown.policy)]);
    assert_eq!(said(&both), []);
    let run = shown.run.unwrap();
    assert_eq!(run.state, State::Works, "{run:?}");
    let steps: Vec<&str> = run.checks.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(
        steps,
        ["Make a token", "Log in to Vault", "Set in the run", "Ask for AWS through Vault"]
    );
    assert!(run.checks.iter().any(|step| step.why.contains("auth/jwt/login")), "{run:?}");
}

#[test]
fn a_step_that_fails_says_so() {
    let text = LIST.replace("assumed_role", "assume_role");
    let run = view(&Document::new("a.env", text), &Options::default()).run.unwrap();
    assert_eq!(run.state, State::Fails);
    let step = run.checks.iter().find(|step| step.state == State::Fails).unwrap();
    assert_eq!(step.finding, Some(("run-value-not-allowed".to_owned(), 5)));
}

/// Values that are filled in are not known, whatever they are.
#[test]
fn roles_whose_claims_are_not_shown_are_left_alone() {
    let script = "vault write auth/jwt/role/tfc role_type=jwt bound_audiences=vault.workload.identity bound_claims_type=glob bound_claims=\"{\\\"sub\\\":\\\"organization:$ORG:workspace:a:run_phase:*\\\"}\" user_claim=terraform_full_workspace\n";
    assert_eq!(said(&documents(&[("setup.sh", script)])), []);
    let terraform = "resource \"vault_jwt_auth_backend_role\" \"a\" {\n  role_name         = \"a\"\n  role_type         = \"jwt\"\n  bound_audiences   = [\"vault.workload.identity\"]\n  bound_claims_type = \"glob\"\n  bound_claims      = var.claims\n  user_claim        = \"terraform_full_workspace\"\n}\n";
    assert_eq!(said(&documents(&[("main.tf", terraform)])), []);
}

/// Other files of a configuration may hold the rest.
#[test]
fn what_terraform_does_not_show_is_at_most_a_warning() {
    let one = |name: &str, key: &str, value: &str| {
        format!(
            "resource \"tfe_variable\" \"{name}\" {{\n  workspace_id = var.id\n  category = \"env\"\n  key = \"{key}\"\n  value = \"{value}\"\n}}\n"
        )
    };
    let text = one("a", "TFC_VAULT_ADDR", "https://vault.corp.test")
        + &one("b", "TFC_VAULT_PROVIDER_AUTH", "true");
    assert_eq!(
        said(&documents(&[("main.tf", &text)])),
        [is(0, "run-variable-missing", Severity::Warning)]
    );
}

/// A switch that is not on has no step, and the run does not get what it was meant to.
#[test]
fn what_no_step_shows_counts_too() {
    let text = format!("{LIST}TFC_VAULT_BACKED_AZURE_AUTH=yes\n");
    let run = view(&Document::new("a.env", text), &Options::default()).run.unwrap();
    assert_eq!(run.state, State::Fails, "{run:?}");
}

#[test]
fn a_page_about_these_credentials_is_recognized_and_has_nothing_to_check() {
    let page = "Vault-Backed Dynamic Credentials\nImportant: use agents from 1.8.0 on.\nYou can use Vault's secrets engines to get short-lived credentials.\n";
    let report = check(&documents(&[("page.txt", page)]), &Options::default());
    let found = &report.documents[0];
    assert_eq!(found.kind, Some(kind::WORKSPACE_VARIABLES));
    let rules: Vec<&str> = found.findings.iter().map(|f| f.rule.as_str()).collect();
    assert_eq!(rules, ["run-variables-not-there"]);
    let with_list = format!("{page}\n{LIST}\nThat is all.\n");
    assert_eq!(said(&documents(&[("page.txt", &with_list)])), []);
}

#[test]
fn a_policy_that_lacks_the_path_is_said_and_mended() {
    let policy = format!("{TOKEN}\npath \"aws/creds/other\" {{\n  capabilities = [\"read\"]\n}}\n");
    let both = documents(&[("a.env", LIST), ("runs.hcl", &policy)]);
    assert_eq!(said(&both), [is(1, "run-policy-lacks-path", Severity::Warning)]);
    let after = all_fixed(&both, &Options::default(), Safety::Review);
    let mended = after[1].clone().unwrap();
    assert!(
        mended.ends_with("path \"aws/sts/deploy\" {\n  capabilities = [\"read\"]\n}\n"),
        "{mended}"
    );
    assert_eq!(said(&documents(&[("a.env", LIST), ("runs.hcl", &mended)])), []);
    let with_role = documents(&[("a.env", LIST), ("runs.hcl", &policy), ("setup.sh", ROLE)]);
    assert_eq!(said(&with_role), [is(1, "run-policy-lacks-path", Severity::Error)]);
}

#[test]
fn policies_that_grant_it_in_another_way_are_left_alone() {
    for rule in ["aws/creds/deploy", "aws/sts/*", "aws/+/deploy", "/aws/sts/deploy", "*"] {
        let policy =
            format!("{TOKEN}\npath \"{rule}\" {{\n  capabilities = [\"update\", \"read\"]\n}}\n");
        let both = documents(&[("a.env", LIST), ("runs.hcl", &policy)]);
        let lacks = said(&both).iter().any(|(_, rule, _)| rule == "run-policy-lacks-path");
        assert!(!lacks, "{rule}");
    }
    let other = "path \"secret/data/app\" {\n  capabilities = [\"read\"]\n}\n";
    assert_eq!(said(&documents(&[("a.env", LIST), ("app.hcl", other)])), []);
}

#[test]
fn roles_are_compared_with_the_variables() {
    let clean = documents(&[("a.env", LIST), ("setup.sh", ROLE)]);
    assert_eq!(said(&clean), []);
    let name = ROLE.replace("role/tfe-runs", "role/tfe-run");
    let other = documents(&[("a.env", LIST), ("setup.sh", &name)]);
    assert_eq!(said(&other), [is(0, "run-role-not-written", Severity::Error)]);
    // Its body is in a file that was not given.
    let file = format!("{name}\nvault write auth/jwt/role/tfe-runs @role.json\n");
    assert_eq!(said(&documents(&[("a.env", LIST), ("setup.sh", &file)])), []);
    let mount = ROLE.replace("auth/jwt", "auth/tfe");
    let other = documents(&[("a.env", LIST), ("setup.sh", &mount)]);
    assert_eq!(said(&other), [is(0, "run-role-not-written", Severity::Warning)]);
    let audience = ROLE.replace("vault.workload.identity", "tfe.workload.identity");
    let other = documents(&[("a.env", LIST), ("setup.sh", &audience)]);
    assert_eq!(said(&other), [is(1, "run-audience-not-bound", Severity::Warning)]);
    let own = format!("{LIST}TFC_VAULT_WORKLOAD_IDENTITY_AUDIENCE=tfe.workload.identity\n");
    assert_eq!(said(&documents(&[("a.env", &own), ("setup.sh", &audience)])), []);
    assert_eq!(
        said(&documents(&[("a.env", &own), ("setup.sh", ROLE)])),
        [is(1, "run-audience-not-bound", Severity::Error)]
    );
}

#[test]
fn the_agent_and_the_host_are_those_of_the_installation() {
    let values = |agent: &str| {
        format!(
            "env:\n  variables:\n    TFE_HOSTNAME: tfe.corp.test\n    TFE_RUN_PIPELINE_IMAGE: {agent}\n"
        )
    };
    let rules = |agent: &str, list: &str| -> Vec<(usize, String, Severity)> {
        let all = documents(&[("a.env", list), ("overrides.yaml", &values(agent))]);
        said(&all).into_iter().filter(|(_, rule, _)| rule == "run-agent-too-old").collect()
    };
    let old = || [is(1, "run-agent-too-old", Severity::Error)];
    assert_eq!(rules("hashicorp/tfc-agent:1.7.0", LIST), old());
    assert_eq!(rules("hashicorp/tfc-agent:1.8.0", LIST), []);
    assert_eq!(rules("registry.corp.test/tfc-agent:1.0.0", LIST), []);
    assert_eq!(rules("hashicorp/tfc-agent:latest", LIST), []);
    let tagged = LIST.replace("AUTH=true", "AUTH_EU=true");
    assert_eq!(rules("hashicorp/tfc-agent:1.11.0", &tagged), old());
    let config = "vault write auth/jwt/config oidc_discovery_url=https://old.corp.test bound_issuer=https://tfe.corp.test\n";
    let both = format!("{config}{ROLE}");
    let all = documents(&[
        ("a.env", LIST),
        ("overrides.yaml", &values("hashicorp/tfc-agent:1.28.3")),
        ("setup.sh", &both),
    ]);
    let found: Vec<_> = said(&all).into_iter().filter(|(at, ..)| *at == 2).collect();
    assert_eq!(found, [is(2, "jwt-issuer-of-another-host", Severity::Warning)]);
}

#[test]
fn roles_in_json_are_recognized() {
    let jwt = "{\"role_type\": \"jwt\", \"bound_audiences\": [\"vault.workload.identity\"], \"bound_claims\": {\"sub\": \"organization:acme:*\"}, \"user_claim\": \"terraform_full_workspace\"}\n";
    assert_eq!(detect("role.json", jwt).kind, Some(kind::JWT_ROLE));
    assert_eq!(
        said(&documents(&[("role.json", jwt)])),
        [is(0, "jwt-subject-needs-glob", Severity::Error)]
    );
    let approle = "{\n  \"token_policies\": [\"tfe\"],\n  \"token_max_ttl\": 3600,\n  \"secret_id_ttl\": \"24h\"\n}\n";
    let document = Document::new("role.json", approle);
    assert_eq!(detect("role.json", approle).kind, Some(kind::APPROLE));
    let warned = |rule: &str| is(0, rule, Severity::Warning);
    assert_eq!(
        said(std::slice::from_ref(&document)),
        [warned("approle-token-ends"), warned("approle-secret-id-ends")]
    );
    let after = all_fixed(&[document], &Options::default(), Safety::Review)[0].clone().unwrap();
    assert_eq!(
        after,
        "{\n  \"token_policies\": [\"tfe\"],\n  \"token_period\": \"24h\",\n  \"secret_id_ttl\": 0\n}\n"
    );
    let github = "{\"role_type\": \"jwt\", \"bound_audiences\": \"https://github.com/acme\", \"user_claim\": \"actor\"}\n";
    assert_eq!(detect("role.json", github).kind, None);
}

#[test]
fn a_data_source_of_credentials_is_said_where_runs_log_in_to_vault() {
    let text = "# workspace: TFC_VAULT_PROVIDER_AUTH=true, TFC_VAULT_ADDR, TFC_VAULT_RUN_ROLE\nprovider \"vault\" {}\ndata \"vault_aws_access_credentials\" \"deploy\" {\n  backend = \"aws\"\n  role    = \"deploy\"\n}\n";
    let found = said(&documents(&[("main.tf", text)]));
    assert_eq!(found, [is(0, "dynamic-secret-in-data-source", Severity::Warning)]);
    let without = text.replace("TFC_VAULT_PROVIDER_AUTH", "nothing");
    assert_eq!(said(&documents(&[("main.tf", &without)])), []);
}
