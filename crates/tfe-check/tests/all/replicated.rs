//! Settings of Replicated installations: detected in every form, no error where the installation works, and
//! turned into values that Helm and TFE take.

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Safety, Severity, check, export, fixed, kind, view};

const WORKING: &str = r#"{
    "aws_access_key_id": {},
    "aws_instance_profile": {"value": "1"},
    "backup_token": {"value": "falcon77token"},
    "ca_certs": {},
    "capacity_concurrency": {"value": "10"},
    "capacity_memory": {"value": "512"},
    "enable_active_active": {"value": "1"},
    "enc_password": {"value": "kestrel9plain"},
    "extern_vault_enable": {"value": "0"},
    "gcs_credentials": {"value": "{}"},
    "hostname": {"value": "tfe.example.com"},
    "iact_subnet_time_limit": {"value": "60"},
    "installation_type": {"value": "production"},
    "pg_dbname": {"value": "tfe"},
    "pg_extra_params": {"value": "sslmode=require"},
    "pg_netloc": {"value": "db.example.com:5432"},
    "pg_password": {"value": "osprey7plain"},
    "pg_user": {"value": "tfe"},
    "placement": {"value": "placement_s3"},
    "production_type": {"value": "external"},
    "redis_host": {"value": "redis.example.com"},
    "redis_port": {"value": "6379"},
    "s3_bucket": {"value": "tfe-data"},
    "s3_region": {"value": "us-east-1"},
    "tbw_image": {"value": "default_image"},
    "tls_vers": {"value": "tls_1_2_tls_1_3"},
    "trusted_proxies": {}
}
"#;

fn report(name: &str, text: &str) -> DocumentReport {
    check(&[Document::new(name, text)], &Options::default()).documents.remove(0)
}

fn at_least(found: &DocumentReport, least: Severity) -> Vec<(usize, &str)> {
    let bad = found.findings.iter().filter(|f| f.severity >= least);
    bad.map(|f| (f.span.line, f.rule.as_str())).collect()
}

#[test]
fn a_working_installation_has_no_errors_whatever_its_form() {
    let flat = r#"{"hostname": "tfe.example.com", "pg_netloc": "db:5432", "enc_password": "a", "force_tls": 1}"#;
    let conf = "{\n  \"DaemonAuthenticationType\": \"password\",\n  \"DaemonAuthenticationPassword\": \"a\",\n  \"TlsBootstrapHostname\": \"tfe.example.com\",\n  \"BypassPreflightChecks\": true,\n  \"ReleaseSequence\": 557\n}\n";
    let template = "{\n%{ if ha ~}\n  \"enable_active_active\": {\"value\": \"${ha}\"},\n%{ endif ~}\n  \"pg_netloc\": {\"value\": \"${db}\"},\n  \"pg_password\": {\"value\": $PASSWORD}\n}\n";
    let mark = format!("\u{feff}{}", WORKING.replace('\n', "\r\n"));
    for text in [WORKING, flat, conf, template, &mark] {
        for name in ["", "ptfe-settings.json", "values.yaml", "tfe.hcl"] {
            let found = report(name, text);
            assert_eq!(found.kind, Some(kind::REPLICATED_SETTINGS), "{name}\n{text}");
            assert_eq!(at_least(&found, Severity::Warning), [], "{name}\n{text}");
            assert_ne!(found.accepted, Some(false), "{text}");
            assert_eq!(found.fixed, None);
        }
    }
}

#[test]
fn each_setting_says_what_became_of_it() {
    let found = report("", WORKING);
    let said = |name: &str| {
        let line = WORKING.lines().position(|l| l.contains(&format!("\"{name}\""))).unwrap() + 1;
        let mut here = found
            .findings
            .iter()
            .filter(|f| f.span.line == line && f.rule != "replicated-installation");
        here.next().map(|f| (f.rule.as_str(), &*f.message.what))
    };
    let replaced = "replicated-setting-replaced";
    assert_eq!(said("pg_netloc"), Some((replaced, "`pg_netloc` is `TFE_DATABASE_HOST` now.")));
    assert_eq!(
        said("installation_type").map(|(rule, _)| rule),
        Some("replicated-setting-without-successor")
    );
    assert_eq!(said("trusted_proxies"), None);
}

#[test]
fn wrong_items_are_reported_at_their_lines() {
    let text = "{\n    \"hostname\": {\"value\": \"tfe.corp.example.net\"},\n    \"installation_type\": {\"value\": \"prod\"},\n    \"extern_vault_enable\": {\"value\": \"1\"},\n    \"extern_vault_path\": {\"value\": \"auth/approle/login\"},\n    \"pg_netlok\": {\"value\": \"db:5432\"},\n    \"capacity_memory\": {\"value\": 512},\n    \"placement\": {\"value\": \"s3\"}\n}\n";
    let expected = [
        (3, "replicated-value-not-allowed"),
        (5, "replicated-vault-path-malformed"),
        (6, "replicated-setting-misspelt"),
        (7, "replicated-value-not-text"),
        (8, "replicated-value-not-allowed"),
    ];
    assert_eq!(at_least(&report("", text), Severity::Warning), expected);
}

#[test]
fn the_values_that_it_becomes_are_accepted_and_hold_no_secret() {
    let values = export::overrides(WORKING).unwrap();
    let found = report("overrides.yaml", &values);
    assert_eq!(found.kind, Some(kind::HELM_OVERRIDES));
    assert_eq!(at_least(&found, Severity::Warning), [], "{values}");
    assert_eq!(found.accepted, Some(true), "{values}");
    for secret in ["kestrel9plain", "osprey7plain", "falcon77token"] {
        assert!(!values.contains(secret), "{secret}\n{values}");
    }
    assert!(values.contains("    TFE_REDIS_HOST: \"redis.example.com:6379\"\n"), "{values}");
    assert_eq!(export::overrides("{\"name\": \"x\"}"), None);
}

/// The file becomes another one: that is offered, and never done with the other fixes.
#[test]
fn the_old_file_is_never_overwritten() {
    let document = Document::new("ptfe-settings.json", WORKING);
    for least in [Safety::Safe, Safety::Review, Safety::Repair] {
        assert_eq!(fixed(&document, &Options::default(), least), None, "{least:?}");
    }
    let found = report("", WORKING);
    let offer = found.findings.iter().find(|f| f.rule == "replicated-installation").unwrap();
    assert_eq!(offer.fixes[0].edits[0].insert, export::overrides(WORKING).unwrap());
}

#[test]
fn secrets_are_in_no_message_and_no_view() {
    let mut found = report("", WORKING);
    found.findings.iter_mut().for_each(|f| f.fixes.clear());
    let view = view(&Document::new("", WORKING), &Options::default());
    let shown = format!("{}{view:?}", serde_json::to_string(&found).unwrap());
    for secret in ["kestrel9", "osprey7", "falcon77"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    let host = view.settings.iter().find(|s| s.name == "TFE_DATABASE_HOST").unwrap();
    assert_eq!((host.value.as_str(), host.from.as_str()), ("db.example.com:5432", "pg_netloc"));
}

#[test]
fn in_a_page_or_a_script_it_is_checked_where_it_is() {
    let bad = "{\n  \"hostname\": {\"value\": \"https://tfe.example.com\"},\n  \"production_type\": {\"value\": \"disk\"},\n  \"disk_path\": {\"value\": \"/data\"}\n}\n";
    let page = format!("# Settings\n\nUse this file:\n\n```json\n{bad}```\n\nThat is all.\n");
    let script =
        format!("#!/bin/bash\ncat > /etc/settings.json <<EOF\n{bad}EOF\nbash install.sh\n");
    for (text, line) in [(page, 7), (script, 4)] {
        let found = report("", &text);
        assert_eq!(
            at_least(&found, Severity::Error),
            [(line, "replicated-hostname-malformed")],
            "{text}"
        );
        let offered = found.findings.iter().filter(|f| f.rule == "replicated-installation");
        assert!(offered.flat_map(|f| &f.fixes).next().is_none(), "{text}");
    }
}

/// JSON of other programs, with a name or two that Replicated's settings have too.
#[test]
fn other_json_is_not_ours() {
    let texts = [
        r#"{"hostname": "a.example.com", "placement": "left", "disk_path": "/a"}"#,
        r#"{"hostname": {"value": "a"}, "port": {"value": "1"}, "user": {"value": "b"}, "x": {"value": "c"}}"#,
        r#"{"s3_bucket": "b", "region": "r", "name": "n"}"#,
        r#"{"LogLevel": "debug", "Name": "x", "Other": 1}"#,
        r#"{"env": {"pg_netloc": "a"}}"#,
        r#"["hostname"]"#,
        "{}",
        "",
    ];
    for text in texts {
        let found = report("settings.json", text);
        assert_ne!(found.kind, Some(kind::REPLICATED_SETTINGS), "{text}");
    }
}

/// With the command that printed it.
#[test]
fn what_a_terminal_shows_is_read() {
    let printed = [
        ("$ replicatedctl app-config export", "$"),
        ("[root@tfe ~]# cat /etc/ptfe-settings.json", "[root@tfe ~]#"),
        ("ptfe$ cat s", "ptfe$"),
    ];
    for (command, prompt) in printed {
        let text = format!("{command}\n{WORKING}{prompt}");
        let found = report("", &text);
        assert_eq!(found.kind, Some(kind::REPLICATED_SETTINGS), "{text}");
        assert_eq!(at_least(&found, Severity::Warning), [], "{text}");
        assert_eq!(found.accepted, None);
    }
}
