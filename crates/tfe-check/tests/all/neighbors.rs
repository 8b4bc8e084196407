//! Files around an installation, alone and several together: what works is silent.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use tfe_check::{Document, Options, Severity, check};

/// The errors and warnings of some files, each with the place of its file.
fn said(files: &[(&str, &str)]) -> Vec<(usize, String)> {
    let documents: Vec<Document> = files.iter().map(|(n, t)| Document::new(*n, *t)).collect();
    let report = check(&documents, &Options::default());
    let mut all = Vec::new();
    for (at, document) in report.documents.iter().enumerate() {
        let found = document.findings.iter().filter(|f| f.severity > Severity::Info);
        all.extend(found.map(|f| (at, f.rule.clone())));
    }
    all
}

fn is(at: usize, rule: &str) -> (usize, String) {
    (at, rule.to_owned())
}

const SWITCH: &str = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.acme.net:8200\n";

#[test]
fn variables_of_one_run_may_be_in_several_files() {
    let rest = "TFC_VAULT_RUN_ROLE=tfc\nTFC_VAULT_NAMESPACE=admin\n";
    assert_eq!(said(&[("a.env", SWITCH)]), [is(0, "run-variable-missing")]);
    assert_eq!(said(&[("a.env", SWITCH), ("b.env", rest)]), []);
    assert_eq!(said(&[("b.env", rest), ("a.env", SWITCH)]), []);
    let page = format!("# One\n\n```env\n{SWITCH}```\n\n# Two\n\n```env\n{rest}```\n");
    assert_eq!(said(&[("page.md", &page)]), []);
    // A file with a switch of its own is about another workspace.
    let other = format!("{SWITCH}{rest}");
    assert_eq!(said(&[("a.env", SWITCH), ("b.env", &other)]), [is(0, "run-variable-missing")]);
}

#[test]
fn a_login_in_another_file_has_its_tags() {
    let login = "TFC_VAULT_PROVIDER_AUTH_EU=true\nTFC_VAULT_ADDR_EU=https://v.acme.net\nTFC_VAULT_RUN_ROLE_EU=r\n";
    let engine = |config: &str| {
        format!(
            "TFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=iam_user\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=d\n{config}"
        )
    };
    let right = engine("TFC_VAULT_BACKED_AWS_VAULT_CONFIG=EU\n");
    assert_eq!(said(&[("a.env", login), ("b.env", &right)]), []);
    assert_eq!(
        said(&[("a.env", login), ("b.env", &engine(""))]),
        [is(1, "run-vault-config-missing")]
    );
    let wrong = engine("TFC_VAULT_BACKED_AWS_VAULT_CONFIG=eu\n");
    assert_eq!(said(&[("a.env", login), ("b.env", &wrong)]), [is(1, "run-vault-config-unknown")]);
}

#[test]
fn the_right_name_in_another_workspace_hides_no_misspelling() {
    let workspace = |name: &str, role: &str| {
        format!(
            "{name}:\n  TFC_VAULT_PROVIDER_AUTH: \"true\"\n  TFC_VAULT_ADDR: https://v.acme.net\n  {role}: tfc\n"
        )
    };
    let both = workspace("one", "TFC_VAULT_RUN_ROL") + &workspace("two", "TFC_VAULT_RUN_ROLE");
    assert_eq!(said(&[("all.yaml", &both)]), [is(0, "run-variable-misspelt")]);
}

#[test]
fn a_claim_may_be_a_pointer() {
    let role = |claims: &str| {
        format!(
            "{{\"role_type\": \"jwt\", \"bound_audiences\": [\"vault.workload.identity\"], \"user_claim\": \"/terraform_full_workspace\", \"user_claim_json_pointer\": true, \"bound_claims\": {{{claims}}}}}"
        )
    };
    for claims in [
        "\"/terraform_organization_name\": \"acme\"",
        "\"/sub\": \"organization:acme:project:a:workspace:b:run_phase:plan\"",
    ] {
        assert_eq!(said(&[("role.json", &role(claims))]), [], "{claims}");
    }
    assert_eq!(
        said(&[("role.json", &role("\"/sub\": \"organization:acme:*\""))]),
        [is(0, "jwt-subject-needs-glob")]
    );
    assert_eq!(
        said(&[("role.json", &role("\"/aud\": \"vault.workload.identity\""))]),
        [is(0, "jwt-subject-too-broad")]
    );
}

#[test]
fn the_switch_of_the_vault_may_be_in_another_part() {
    let part = "env:\n  variables:\n    TFE_VAULT_ADDRESS: https://vault.acme.net:8200\n    TFE_VAULT_ROLE_ID: b9c1\n";
    assert_eq!(said(&[("part.yaml", part)]), []);
    let off = format!("{part}    TFE_VAULT_USE_EXTERNAL: \"false\"\n");
    assert_eq!(said(&[("part.yaml", &off)]), [is(0, "vault-settings-without-switch")]);
}

const BASE: &str = "tls:\n  certificateSecret: tls\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.acme.net\n    TFE_DATABASE_HOST: db.acme.net:5432\n    TFE_DATABASE_NAME: tfe\n    TFE_DATABASE_USER: tfe\n    TFE_OBJECT_STORAGE_TYPE: s3\n    TFE_OBJECT_STORAGE_S3_BUCKET: b-one\n    TFE_OBJECT_STORAGE_S3_REGION: eu-west-1\n    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: true\n    TFE_REDIS_HOST: r.acme.net:6379\n    TFE_IACT_SUBNETS: 10.0.0.0/8\n  secretRefs:\n    - name: tfe\n";

fn overlay(site: &str) -> String {
    format!(
        "env:\n  variables:\n    TFE_HOSTNAME: tfe-{site}.acme.net\n    TFE_DATABASE_HOST: db-{site}.acme.net:5432\n    TFE_DATABASE_NAME: tfe\n    TFE_OBJECT_STORAGE_S3_BUCKET: b-{site}\n"
    )
}

#[test]
fn an_overlay_may_name_another_host() {
    let (one, two) = (overlay("dr"), overlay("test"));
    assert_eq!(said(&[("base.yaml", BASE), ("dr.yaml", &one)]), []);
    assert_eq!(said(&[("base.yaml", BASE), ("dr.yaml", &one), ("test.yaml", &two)]), []);
    let same = one.replace("db-dr", "db");
    assert_eq!(said(&[("base.yaml", BASE), ("dr.yaml", &same)]), []);
    // Nearly a whole installation is one of its own.
    let other = BASE.replace("    TFE_DATABASE_USER: tfe\n", "").replace(".acme.", ".other.");
    let found = said(&[("base.yaml", BASE), ("other.yaml", &other)]);
    assert_eq!(found, [is(1, "database-shared-by-installations")]);
}

#[test]
fn many_wrong_variables_take_no_longer_each() {
    let mut text = String::new();
    for n in 0..1500 {
        let _ = writeln!(text, "TFC_VAULT_PROVIDER_AUTH_T{n}=true\nTFC_VAULT_ADRR_T{n}=v{n}");
    }
    let start = Instant::now();
    assert!(said(&[("big.env", &text)]).len() > 900);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
