//! Lists and what is said of them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use text::Lines;

use super::read::lists;
use super::rules;
use crate::base::finding::{Finding, Severity};
use crate::variables::Beside;

fn findings(text: &str) -> Vec<Finding> {
    lists(text).map(|(lists, _)| rules::find(&lists, &Beside::default())).unwrap_or_default()
}

/// Line, rule and severity of each finding, by line.
fn said(text: &str) -> Vec<(usize, &'static str, Severity)> {
    let lines = Lines::new(text);
    let mut all: Vec<_> = findings(text)
        .iter()
        .map(|f| (lines.position(f.primary.start).line, f.rule.name, f.severity))
        .collect();
    all.sort_unstable_by_key(|(line, rule, _)| (*line, *rule));
    all
}

use Severity::{Error, Warning};

#[test]
fn clean_lists_are_silent() {
    for text in [
        "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.example.com:8200\nTFC_VAULT_RUN_ROLE=tfc\nTFC_VAULT_NAMESPACE=admin\n",
        "export TFC_VAULT_PROVIDER_AUTH=\"true\"\nexport TFC_VAULT_ADDR=\"$VAULT_ADDR\"\nexport TFC_VAULT_PLAN_ROLE=p\nexport TFC_VAULT_APPLY_ROLE=a\n",
        "TFC_VAULT_PROVIDER_AUTH_a=true\nTFC_DEFAULT_VAULT_ADDR=https://v.example.com\nTFC_VAULT_RUN_ROLE_a=r\nTFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_VAULT_CONFIG=a\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=iam_user\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=d\n",
        "env:\n  TFC_AWS_PROVIDER_AUTH: true\n  TFC_AWS_RUN_ROLE_ARN: arn:aws:iam::111122223333:role/deploy\n  AWS_REGION: eu-west-1\n",
        "TFC_GCP_PROVIDER_AUTH=true\nTFC_GCP_PRINCIPAL_TYPE=workload_pool\nTFC_GCP_PROJECT_NUMBER=1\nTFC_GCP_WORKLOAD_POOL_ID=a\nTFC_GCP_WORKLOAD_PROVIDER_ID=b\n",
        "TFC_WORKLOAD_IDENTITY_AUDIENCE_TAILSCALE=tailscale\n",
        "TFC_KUBERNETES_PROVIDER_AUTH=true\nTFC_KUBERNETES_WORKLOAD_IDENTITY_AUDIENCE=k\n",
    ] {
        assert!(lists(text).is_some(), "{text}");
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn each_fault_is_said_at_its_line() {
    let text = "TFC_VAULT_PROVIDER_AUTH=True\nTFC_VAULT_ADDR=vault.example.com:8200\nTFC_VAULT_RUN_ROEL=tfc\nTFC_VAULT_AUTH_PATH=auth/jwt\nTFC_VAULT_ENCODED_CACERT=abc\nTFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=assume_role\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=deploy\nTFC_VAULT_BACKED_AWS_SLEEP_SECONDS=1800\nAWS_ACCESS_KEY_ID=AKIA\nTFE_VAULT_ADDRESS=https://a\n";
    let expected = [
        (1, "run-switch-not-true", Warning),
        (2, "run-vault-address-malformed", Warning),
        (3, "run-variable-misspelt", Warning),
        (4, "run-mount-path-malformed", Warning),
        (5, "run-certificate-not-base64", Error),
        (7, "run-value-not-allowed", Error),
        (9, "run-seconds-malformed", Error),
        (10, "run-credentials-fixed-too", Warning),
        (11, "run-variable-of-the-platform", Warning),
    ];
    assert_eq!(said(text), expected);
}

#[test]
fn what_is_missing_is_said_at_its_switch() {
    assert_eq!(
        said("TFC_VAULT_PROVIDER_AUTH=true\n"),
        [(1, "run-variable-missing", Warning), (1, "run-variable-missing", Warning),]
    );
    let address = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://a\n";
    assert_eq!(said(address), [(1, "run-variable-missing", Error)]);
    let backed = "TFC_VAULT_BACKED_AZURE_AUTH=true\nTFC_VAULT_BACKED_AZURE_RUN_VAULT_ROLE=a\n";
    assert_eq!(said(backed), [(1, "run-vault-login-missing", Warning)]);
}

#[test]
fn a_switch_that_is_off_needs_nothing() {
    assert_eq!(said("TFC_AWS_PROVIDER_AUTH=false\n"), [(1, "run-switch-not-true", Warning)]);
    assert_eq!(said("TFC_AWS_PROVIDER_AUTH=yes\n"), [(1, "run-switch-not-true", Error)]);
    assert_eq!(said("TFC_DEFAULT_AWS_PROVIDER_AUTH=true\n"), [(1, "run-switch-as-default", Error)]);
}

#[test]
fn several_logins_have_their_tags() {
    let login = "TFC_VAULT_PROVIDER_AUTH_eu=true\nTFC_VAULT_ADDR_eu=https://a\nTFC_VAULT_RUN_ROLE_eu=r\nTFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=iam_user\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=d\n";
    assert_eq!(said(login), [(4, "run-vault-config-missing", Warning)]);
    let other = format!("{login}TFC_VAULT_BACKED_AWS_VAULT_CONFIG=EU\n");
    assert_eq!(said(&other), [(7, "run-vault-config-unknown", Error)]);
    let far = format!("{login}TFC_VAULT_BACKED_AWS_VAULT_CONFIG=america\n");
    assert_eq!(said(&far), [(7, "run-vault-config-unknown", Warning)]);
    let tag = login.replace("_eu", "_eu-west");
    assert!(
        said(&tag).iter().all(|(_, rule, _)| matches!(
            *rule,
            "run-variable-tag-malformed" | "run-vault-config-missing"
        )),
        "{:?}",
        said(&tag)
    );
}

#[test]
fn other_texts_are_not_lists() {
    for text in [
        "",
        "TFE_HOSTNAME=tfe.example.com\nTFE_VAULT_ADDR=https://a\n",
        "TFC_TOKEN=a\nTFC_ADDRESS=b\nTFC_WORKSPACE_NAME=c\n",
        "#!/bin/sh\nexport TFC_VAULT_ADDR=a\nterraform apply\n",
        "See TFC_VAULT_ADDR: it is the address.\n",
        "TFC_AGENT_TOKEN=a\nTFC_AGENT_NAME=b\n",
        "a: b\nTFC_AWS_REGION: c\n",
    ] {
        assert!(lists(text).is_none(), "{text}");
    }
}

/// What another workspace has says nothing of this one.
#[test]
fn each_list_is_checked_with_its_own_values() {
    let one = |name: &str, auth: &str, arn: &str| {
        format!(
            "{name}:\n  TFC_VAULT_PROVIDER_AUTH: true\n  TFC_VAULT_ADDR: https://a\n  TFC_VAULT_RUN_ROLE: r\n  TFC_VAULT_BACKED_AWS_AUTH: true\n  TFC_VAULT_BACKED_AWS_AUTH_TYPE: {auth}\n  TFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE: d\n{arn}"
        )
    };
    let arn = "  TFC_VAULT_BACKED_AWS_RUN_ROLE_ARN: arn:aws:iam::111122223333:role/d\n";
    let (user, role) = (one("a", "iam_user", ""), one("b", "assumed_role", arn));
    for text in [format!("{user}{role}"), format!("{role}{user}")] {
        assert_eq!(said(&text), [], "{text}");
    }
}

#[test]
fn any_text_is_read() {
    let text = "export TFC_VAULT_PROVIDER_AUTH=\"true\"\n| `TFC_VAULT_ADDR` | https://ä | env |\n{\"key\": \"TFC_VAULT_RUN_ROLE\", \"value\": \"a\"}\n";
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        let _ = findings(&text[..at]);
        let _ = findings(&text[at..]);
    }
}
