//! Roles and what is said of them.

use super::behavior::role;
use super::rules;

fn said(text: &str) -> Vec<&'static str> {
    rules::find(&role(text).into_iter().collect::<Vec<_>>()).iter().map(|f| f.rule.name).collect()
}

fn with(key: &str, value: &str) -> String {
    let mut all = vec![
        ("role_type", "\"jwt\"".to_owned()),
        ("bound_audiences", "[\"vault.workload.identity\"]".to_owned()),
        ("bound_claims_type", "\"glob\"".to_owned()),
        (
            "bound_claims",
            "{\"sub\": \"organization:acme:project:Default Project:workspace:net:run_phase:*\"}"
                .to_owned(),
        ),
        ("user_claim", "\"terraform_full_workspace\"".to_owned()),
        ("token_policies", "[\"tfc\"]".to_owned()),
    ];
    for (name, given) in &mut all {
        if *name == key {
            value.clone_into(given);
        }
    }
    let lines = all.iter().filter(|(_, value)| !value.is_empty());
    let lines: Vec<String> = lines.map(|(name, value)| format!("  \"{name}\": {value}")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

#[test]
fn a_role_that_works_is_silent() {
    for sub in [
        "organization:acme:*",
        "organization:acme:project:*:workspace:*:run_phase:plan",
        "organization:acme:project:Default Project:workspace:net:run_phase:apply",
        "organization:acme:module:net:operation:test_run",
        "organization:acme:project:a:*",
        "organization:acme*workspace:b:run_phase:plan",
    ] {
        let text = with("bound_claims", &format!("{{\"sub\": \"{sub}\"}}"));
        assert_eq!(said(&text), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(
        said(&with("bound_claims", "{\"terraform_organization_name\": \"acme\"}")),
        Vec::<&str>::new()
    );
    assert_eq!(said(&with("", "")), Vec::<&str>::new());
}

#[test]
fn each_fault_is_said() {
    let sub = |sub: &str| with("bound_claims", &format!("{{\"sub\": \"{sub}\"}}"));
    for (text, rule) in [
        (with("role_type", ""), "jwt-role-type-wrong"),
        (with("role_type", "\"oidc\""), "jwt-role-type-wrong"),
        (with("user_claim", ""), "jwt-user-claim-missing"),
        (with("bound_audiences", ""), "jwt-audience-missing"),
        (with("bound_audiences", "[\"vault.workload.identiy\"]"), "jwt-audience-misspelt"),
        (with("bound_claims_type", ""), "jwt-subject-needs-glob"),
        (with("bound_claims_type", "\"string\""), "jwt-subject-needs-glob"),
        (with("bound_claims", ""), "jwt-subject-too-broad"),
        (sub("*"), "jwt-subject-too-broad"),
        (sub("organization:*:workspace:a:run_phase:plan"), "jwt-subject-too-broad"),
        (sub("organization:acme:workspace:net:run_phase:*"), "jwt-subject-malformed"),
        (sub("organization:acme:project:a:workspace:net:run-phase:*"), "jwt-subject-malformed"),
        (
            sub("organization:acme:project:a:workspace:net:run_phase:destroy"),
            "jwt-subject-malformed",
        ),
        (
            "{\"oidc_discovery_url\": \"https://tfe.example.com/\"}".to_owned(),
            "jwt-issuer-malformed",
        ),
        ("{\"oidc_discovery_url\": \"http://tfe.example.com\"}".to_owned(), "jwt-issuer-malformed"),
    ] {
        assert_eq!(said(&text), [rule], "{text}");
    }
}

#[test]
fn roles_of_others_are_left_alone() {
    for text in [
        "{\"role_type\": \"jwt\", \"bound_audiences\": \"https://github.com/acme\", \"user_claim\": \"actor\", \"bound_claims\": {\"sub\": \"repo:acme/*\"}}",
        "{\"oidc_discovery_url\": \"https://token.actions.githubusercontent.com/\"}",
        "{\"a\": 1}",
        "",
    ] {
        assert!(role(text).is_none(), "{text}");
    }
}

#[test]
fn any_text_is_read() {
    let text = with("", "");
    for at in 0..text.len() {
        let _ = (said(&text[..at]), said(&text[at..]));
    }
}
