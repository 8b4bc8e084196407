//! What a finding names, where it is, and what is not said because of it.

use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Document, Options, Safety, check, fixed, kind};

use crate::policies as cases;

fn values(text: &str) -> DocumentReport {
    let document =
        Document { kind: Some(kind::HELM_OVERRIDES), ..Document::new("overrides.yaml", text) };
    check(&[document], &Options::default()).documents.remove(0)
}

fn policy(text: &str) -> DocumentReport {
    let document = Document { kind: Some(kind::VAULT_POLICY), ..Document::new("policy.hcl", text) };
    check(&[document], &Options::default()).documents.remove(0)
}

fn rules(report: &DocumentReport) -> Vec<&str> {
    report.findings.iter().map(|f| f.rule.as_str()).collect()
}

fn find<'r>(report: &'r DocumentReport, rule: &str) -> &'r FindingReport {
    report.findings.iter().find(|f| f.rule == rule).unwrap_or_else(|| panic!("{:?}", rules(report)))
}

fn whole_policy() -> String {
    cases::needed().map(|(path, words)| cases::rule(path, words)).collect()
}

#[test]
fn in_braces_a_setting_is_not_named_for_its_neighbors() {
    for text in [
        "{env: {variables: {TFE_HOSTNAME: a.example.com}}, replicas: 3}\n",
        "{\"env\": {\"variables\": {\"TFE_HOSTNAME\": \"a.example.com\"}}, \"replicas\": 3}\n",
        "env: {variables: {TFE_HOSTNAME: a.example.com}, secret: {TFE_LICENSE: abc}}\n",
    ] {
        let report = values(text);
        let what = &find(&report, "unknown-chart-key").message.what;
        assert!(what.starts_with("Helm ignores"), "{what}");
    }
}

#[test]
fn a_password_in_a_reference_is_reported_there() {
    let text = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_REDIS_HOST: redis.example.com\n  secretKeyRefs:\n    - name: TFE_REDIS_PASSWORD\n      secretName: redis\n      key: password\n";
    assert_eq!(find(&values(text), "redis-password-unused").span.line, 6);
}

#[test]
fn a_switch_is_no_secret() {
    for (value, secret) in [("\"true\"", false), ("\"false\"", false), ("battery-staple", true)] {
        let text = format!("env:\n  variables:\n    TFE_REDIS_AUTH: {value}\n");
        let report = values(&text);
        assert_eq!(rules(&report).contains(&"secret-in-variables"), secret, "{value}");
    }
}

#[test]
fn an_underscore_in_the_name_is_a_doubt() {
    let text = "env:\n  variables:\n    TFE_HOSTNAME: tfe_prod.example.com\n";
    let report = values(text);
    assert_eq!(find(&report, "hostname-malformed").severity, tfe_check::Severity::Warning);
}

#[test]
fn rules_in_an_open_comment_are_not_missing() {
    let whole = whole_policy();
    for at in [0, whole.len() / 3, whole.len() / 2] {
        let at = whole[at..].find("path \"").unwrap_or(0) + at;
        let text = format!("{}/* old\n{}", &whole[..at], &whole[at..]);
        let report = policy(&text);
        assert_eq!(rules(&report), ["comment-not-closed"], "{text}");
    }
}

#[test]
fn a_missing_rule_in_a_comment_is_shown_there() {
    let whole = whole_policy();
    let own = whole.find("path \"transit/encrypt/atlas_*\"").unwrap();
    let end = own + whole[own..].find("}\n").unwrap() + 2;
    let text = format!("{}/* old\n{}*/\n{}", &whole[..own], &whole[own..end], &whole[end..]);
    let report = policy(&text);
    let found = find(&report, "transit-encrypt-missing");
    assert!(found.related.iter().any(|r| r.span.start == own + "/* old\npath ".len()), "{text}");
}

#[test]
fn a_policy_in_another_form_is_reported_once_and_not_rebuilt() {
    for text in [
        "path \"secret/a\":\n  capabilities:\n    - read\n    - list\n",
        "path:\n  \"secret/a\":\n    capabilities: [read, list]\n",
    ] {
        let report = policy(text);
        assert_eq!(rules(&report), ["policy-syntax"], "{text}");
        assert!(report.findings[0].fixes.is_empty(), "{text}");
    }
    let json = "{\"path\":{\"secret/a\":{\"capabilities\":[\"read\"]}}}\n";
    for comment in ["// x\n", "# x\n# y\n\n", "/* x */ "] {
        let text = format!("{comment}{json}");
        assert_eq!(rules(&policy(&text)), ["policy-syntax"], "{text}");
        let document = Document::new("policy.hcl", &text);
        let safe = fixed(&document, &Options::default(), Safety::Safe);
        assert_eq!(safe, None, "{text}");
        let reviewed = fixed(&document, &Options::default(), Safety::Review);
        assert_eq!(reviewed.as_deref(), Some(json), "{text}");
    }
}

#[test]
fn a_letter_that_looks_alike_is_named() {
    let text = whole_policy().replace("sys/mounts", "s\u{443}s/mounts");
    let report = policy(&text);
    let why = &find(&report, "misspelt-path").message.why;
    assert!(why.contains("Cyrillic"), "{why}");
}

fn reviewed(text: &str) -> String {
    let document =
        Document { kind: Some(kind::HELM_OVERRIDES), ..Document::new("overrides.yaml", text) };
    fixed(&document, &Options::default(), Safety::Review).unwrap_or_else(|| text.to_owned())
}

#[test]
fn several_moves_into_a_new_block_make_one_block() {
    for (text, header, moved) in [
        (
            "securityContext:\n  runAsUser: 1000\n  allowPrivilegeEscalation: false\n  capabilities:\n    drop: [ALL]\n",
            "container:",
            &["allowPrivilegeEscalation: false", "drop: [ALL]"][..],
        ),
        (
            "env:\n  variables:\n    TFE_HOSTNAME: a.example.com\n    TFE_LICENSE: abc\n    TFE_DATABASE_PASSWORD: def\n    TFE_REDIS_PASSWORD: ghi",
            "secrets:",
            &["TFE_LICENSE: abc", "TFE_DATABASE_PASSWORD: def", "TFE_REDIS_PASSWORD: ghi"],
        ),
    ] {
        let after = reviewed(text);
        let below = after.split_once(header).map_or("", |(_, below)| below);
        assert_eq!(after.matches(header).count(), 1, "{after}");
        assert!(moved.iter().all(|line| below.contains(line)), "{after}");
    }
}

#[test]
fn two_blocks_of_a_part_become_one() {
    for text in [
        "env:\n  variables:\n    TFE_HOSTNAME: a.example.com\n    TFE_DATABASE_HOST: db\nenv:\n  secrets:\n    TFE_LICENSE: abc\n  variables:\n    TFE_REDIS_HOST: r.example.com\n",
        "env:\n  variables:\n    TFE_HOSTNAME: a.example.com\n  variables:\n    TFE_DATABASE_HOST: b\n",
    ] {
        let after = reviewed(text);
        assert_eq!(after.matches("variables:").count(), 1, "{after}");
        assert!(after.contains("TFE_HOSTNAME") && after.contains("TFE_DATABASE_HOST"), "{after}");
    }
}
