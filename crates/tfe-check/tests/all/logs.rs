//! Logs as people paste them: recognised without a name, and nothing is said of what is not known.

use std::fs;
use std::path::Path;

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Severity, check, kind};

fn report(name: &str, text: &str) -> DocumentReport {
    check(&[Document::new(name, text)], &Options::default()).documents.remove(0)
}

fn rules(found: &DocumentReport) -> Vec<&str> {
    found.findings.iter().map(|f| f.rule.as_str()).collect()
}

/// Logs of other programs and of a TFE that works.
#[test]
fn nothing_is_said_of_a_log_without_a_known_line() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/logs"));
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let found = report("", &text);
            count += 1;
            if found.kind != Some(kind::LOG) || rules(&found) != ["nothing-known-in-log"] {
                wrong.push(format!("{:?} {:?}\n{text}", found.kind, rules(&found)));
            }
            assert_eq!(found.accepted, None);
            assert_eq!(found.fixed, None);
            assert!(found.findings.iter().all(|f| f.severity == Severity::Info));
        }
    }
    assert!(count >= 20, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n---\n"));
}

#[test]
fn logs_are_recognised_and_say_what_failed() {
    let api = "Error making API request.\n\nURL: PUT https://vault.corp.example:8200/v1/auth/jwt/login\nCode: 400. Errors:\n\n";
    let run = format!(
        "Terraform v1.11.4\nOperation failed: failed authenticating to Vault: {api}* role \"runs\" could not be found\n"
    );
    let cases = [
        (run.as_str(), "jwt-role-not-usable"),
        (
            "$ vault operator raft snapshot save a.snap\nError taking the snapshot: redirect would cause protocol downgrade\n",
            "vault-not-usable",
        ),
        (
            "2026-04-02 09:12:45,301 INFO exited: nginx (exit status 1; not expected)\n2026-04-02 09:12:46,310 INFO gave up: nginx entered FATAL state, too many start retries too quickly\n",
            "nginx-given-up",
        ),
        (
            "2026-02-03T07:24:28.274464Z {\"component\":\"sidekiq\",\"log\":\"2026-02-03 07:24:27 [ERROR] record_type=Workspace record_id=7 exception=PG::TRDeadlockDetected: ERROR:  deadlock detected\"}\n2026-02-03T07:24:28.274538Z {\"component\":\"sidekiq\",\"log\":\"DETAIL:  Process 71020 waits for ShareLock\"}\n",
            "deletions-block-each-other",
        ),
        ("* error validating token: invalid issuer (iss) claim\n", "run-token-not-verified"),
        (
            "NAME    READY   STATUS             RESTARTS   AGE\ntfe-0   0/1     ImagePullBackOff   0          5m\n",
            "image-not-pulled",
        ),
        (
            "Error: INSTALLATION FAILED: Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data at input byte 0\n",
            "manifest-refused-by-cluster",
        ),
    ];
    for (text, rule) in cases {
        for name in ["", "a.txt", "tfe.log", "untitled-1"] {
            let found = report(name, text);
            assert_eq!((found.kind, rules(&found)), (Some(kind::LOG), vec![rule]), "{text}");
        }
    }
}

/// What is in the entries of a log is not checked, and a comment does not make a log.
#[test]
fn a_log_with_rules_is_a_log_and_a_policy_with_a_log_line_is_a_policy() {
    let policy = "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n";
    let log = format!(
        "2026-03-11T08:14:02Z [DEBUG] policy written:\n{policy}2026-03-11T08:14:03Z [INFO]  done\n"
    );
    assert_eq!(report("tfe.hcl", &log).kind, Some(kind::LOG));
    let commented = format!("# 2026-03-11T08:14:02Z [ERROR] encryption key not found\n{policy}");
    assert_eq!(report("", &commented).kind, Some(kind::VAULT_POLICY));
    let values = "# 2026-03-11T08:14:02Z [ERROR] check failed: name=redis\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";
    assert_eq!(report("", values).kind, Some(kind::HELM_OVERRIDES));
}

#[test]
fn words_of_a_log_in_other_texts_do_not_make_a_log() {
    let texts = [
        "# Troubleshooting\n\nIf you see `encryption key not found`, the policy is wrong.\n",
        "#!/bin/sh\nkubectl get pods | grep ImagePullBackOff && exit 1\n",
        "Hello,\n\nour backup says encryption key not found. What now?\n\nRegards,\nA. and the team\n\nPS: the\nlog\nis\nattached\nto\nthis\nmail\n",
        "hello\n",
    ];
    for text in texts {
        let found = report("", text);
        assert!(found.kind != Some(kind::LOG), "{text}");
    }
}

/// A secret that a log shows is not repeated.
#[test]
fn secrets_in_a_log_are_masked() {
    let log = "2026-03-11T08:14:02Z [ERROR] a: TFE_DATABASE_PASSWORD=hunter2hunter2 FATAL: role \"hunter2hunter2\" does not exist (SQLSTATE 28000)\n";
    let found = report("", log);
    assert_eq!(rules(&found), ["database-connection-refused"]);
    let said = serde_json::to_string(&found).unwrap();
    assert!(!said.contains("hunter2hunter2"), "{said}");
}

/// The line of a file that was given with a log.
fn guilty(log: &str, name: &str, file: &str) -> Option<(String, String)> {
    let documents = [Document::new("tfe.log", log), Document::new(name, file)];
    let report = check(&documents, &Options::default());
    let mut found = report.documents.first()?.findings.iter().flat_map(|f| &f.related);
    let place = found.rfind(|r| r.document == name)?;
    Some((file.lines().nth(place.span.line - 1)?.trim().to_owned(), place.note.clone()))
}

fn guilty_line(log: &str, policy: &str) -> usize {
    let documents = [Document::new("tfe.log", log), Document::new("tfe.hcl", policy)];
    let report = check(&documents, &Options::default());
    let mut found = report.documents[0].findings.iter().flat_map(|f| &f.related);
    found.rfind(|r| r.document == "tfe.hcl").unwrap().span.line
}

#[test]
fn a_log_marks_the_guilty_line_of_a_file() {
    let denied = "2026-03-11T08:10:44Z [ERROR] a: error=\"Error making API request.\\n\\nURL: GET https://vault.example.com:8200/v1/transit/keys/archivist_kdf\\nCode: 403. Errors:\\n\\n* permission denied\"\n";
    let policy = "path \"transit/keys/atlas_*\" {\n  capabilities = [\"read\", \"create\", \"update\"]\n}\n\npath \"transit/keys/archivist_*\" {\n  capabilities = [\"create\", \"update\"]\n}\n";
    let marked = guilty(denied, "tfe.hcl", policy).map(|(line, _)| line);
    assert_eq!(marked.as_deref(), Some("capabilities = [\"create\", \"update\"]"));
    // Of two rules that lack the same, the one for the path of the call.
    let both = policy.replacen("\"read\", ", "", 1);
    let marked = guilty(
        denied,
        "tfe.hcl",
        &format!("{both}\npath \"transit/backup/*\" {{\n  capabilities = [\"read\"]\n}}\n"),
    );
    let (line, note) = marked.unwrap();
    assert_eq!(
        (line.as_str(), note.as_str()),
        ("capabilities = [\"create\", \"update\"]", "the likely cause")
    );
    let atlas = denied.replace("archivist_kdf", "atlas_vcs");
    assert!(guilty_line(&atlas, &both) < guilty_line(denied, &both));
    let token = "WebIdentityErr: failed fetching WebIdentity token: caused by: unable to read file at /var/run/secrets/eks.amazonaws.com/serviceaccount/token: permission denied\n";
    let log = format!("2026-03-11T08:14:02Z [ERROR] archivist: {token}");
    let values = "securityContext:\n  runAsNonRoot: true\n  runAsUser: 1000\n  fsGroup: 1012\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_OBJECT_STORAGE_TYPE: s3\n    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: true\n";
    let marked = guilty(&log, "overrides.yaml", values).map(|(line, _)| line);
    assert_eq!(marked.as_deref(), Some("runAsNonRoot: true"));
    // Where no fault is found, the line of the setting is shown.
    let right =
        values.replace("securityContext:\n", "openshift:\n  enabled: true\nsecurityContext:\n");
    let marked = guilty(&log, "overrides.yaml", &right);
    let (line, note) = marked.unwrap();
    assert_eq!(line, "TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: true");
    assert_eq!(note, "this is about it");
    let other = "path \"kv/data/app\" {\n  capabilities = [\"read\"]\n}\n";
    assert_eq!(guilty(denied, "app.hcl", other), None);
}

/// A database or an image is reported where the log is of an installation, or may be.
#[test]
fn logs_of_other_programs_say_nothing_of_tfe() {
    let said = "PG::ConnectionBad: connection to server at \"10.0.0.5\", port 5432 failed: FATAL:  password authentication failed for user \"shop\"";
    for text in [
        format!("2026-03-11 08:14:02 app[web.1]: {said}\n"),
        format!("[2026-03-11 08:14:02,117] airflow ERROR - {said}\n"),
        "NAME          READY   STATUS             RESTARTS   AGE\ngrafana-5d8   0/1     ImagePullBackOff   0          3m\n".to_owned(),
    ] {
        assert_eq!(rules(&report("a.log", &text)), ["nothing-known-in-log"], "{text}");
        let ours = text.replace("grafana", "terraform-enterprise").replace("shop", "tfe");
        assert_ne!(rules(&report("a.log", &ours)), ["nothing-known-in-log"], "{ours}");
    }
    let alone = report("a.log", &format!("2026-03-11 08:14:02 {said}\n"));
    assert_eq!(rules(&alone), ["database-connection-refused"]);
}

/// An error of Vault's API is several lines long, and some of them are empty.
#[test]
fn an_error_of_the_api_is_found_in_a_mail() {
    let error = "URL: PUT https://vault.example.com:8200/v1/transit/decrypt/atlas_a1b2\nCode: 403. Errors:\n\n* 1 error occurred:\n\t* permission denied\n\n";
    for (before, after) in [
        (
            "Hi Jo,\n\n2026-03-11T08:14:02.117Z [ERROR] atlas: error=\"Error making API request.\n\n",
            "\"\n\nRegards\nAnn\n",
        ),
        (
            "From: a@example.com\nTo: b@example.com\nSubject: error\n\nHi,\n\nError writing data to transit/decrypt/atlas_a1b2: Error making API request.\n\n",
            "Regards\n",
        ),
        (
            "we get this error:\n\nError writing data to transit/decrypt/atlas_a1b2: Error making API request.\n\n",
            "",
        ),
        (
            "Jane Doe  10:42 AM\nthe job fails:\nError taking the snapshot: Error making API request.\n\n",
            "Markus  10:50 AM\nlooking\n",
        ),
    ] {
        let text = format!("{before}{error}{after}");
        let report = check(&[Document::new("", text.as_str())], &Options::default());
        let rules: Vec<&str> =
            report.documents[0].findings.iter().map(|f| f.rule.as_str()).collect();
        assert!(!rules.contains(&"nothing-known-in-log"), "{rules:?}\n{text}");
        assert!(!rules.contains(&"kind-unknown"), "{rules:?}\n{text}");
    }
}
